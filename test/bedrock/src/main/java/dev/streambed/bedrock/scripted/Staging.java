package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.answer.Answer;
import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.family.Tally;
import dev.streambed.bedrock.wire.AwsError;
import dev.streambed.bedrock.wire.Json;
import java.time.Duration;
import java.util.Map;

/// Turns a performance into an answer.
final class Staging {

  // What Bedrock allows in one body.
  private static final long LONGEST_BODY = 25_000_000;

  private Staging() {}

  /// The answer in one document, after the time that its pieces would have taken.
  static Answer whole(Performance performance) {
    if (performance.pieces().length() > LONGEST_BODY) {
      return tooLong(performance);
    }
    byte[] document =
        Json.write(
            performance
                .family()
                .whole(performance.turn(), performance.pieces().joined(), performance.tally()));
    Duration time = performance.due(performance.last());
    return new Answer(time, 200, headers(performance, time), new Body.Whole(document));
  }

  /// The answer in frames.
  ///
  /// @param inPieces whether the text is streamed; otherwise a single event has it all
  static Answer streamed(Performance performance, EventEncoder encoder, boolean inPieces) {
    if (!inPieces && performance.pieces().length() > LONGEST_BODY) {
      return tooLong(performance);
    }
    Map<String, String> headers =
        performance.isConverse()
            ? Map.of("content-type", Answer.EVENT_STREAM)
            : Map.of(
                "content-type", Answer.EVENT_STREAM, "x-amzn-bedrock-content-type", Answer.JSON);
    Body.Frames frames =
        inPieces ? new InPieces(performance, encoder) : new InOneEvent(performance, encoder);
    return new Answer(Duration.ZERO, 200, headers, new Body.Streamed(frames));
  }

  private static Map<String, String> headers(Performance performance, Duration time) {
    if (performance.isConverse()) {
      return Map.of("content-type", Answer.JSON);
    }
    Tally tally = performance.tally();
    return Map.of(
        "content-type", Answer.JSON,
        "x-amzn-bedrock-input-token-count", String.valueOf(tally.inputTokens()),
        "x-amzn-bedrock-output-token-count", String.valueOf(tally.outputTokens()),
        "x-amzn-bedrock-invocation-latency", String.valueOf(time.toMillis()));
  }

  private static Answer tooLong(Performance performance) {
    long characters = performance.pieces().length();
    return Answer.refused(
        AwsError.validation(
            "An answer of " + characters + " characters cannot come in one piece."));
  }
}
