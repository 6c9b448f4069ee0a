package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.family.CacheUsage;
import dev.streambed.bedrock.family.RequestOptions;
import dev.streambed.bedrock.family.TokenUsage;
import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.BilledTokens;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.protocol.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Turns a performance into an answer.
final class AnswerBuilder {

  // Bedrock's limit for one body.
  private static final long LONGEST_BODY = 25_000_000;

  private AnswerBuilder() {}

  /// The answer in one document, after the time that its chunks would have taken.
  static Answer whole(PlannedAnswer plannedAnswer) {
    if (plannedAnswer.contentChunks().length() > LONGEST_BODY) {
      return tooLong(plannedAnswer);
    }
    byte[] document = Json.write(plannedAnswer.whole());
    Duration time = plannedAnswer.due(plannedAnswer.last());
    return new Answer(time, 200, headers(plannedAnswer, time), new AnswerBody.Whole(document))
        .billedFor(billed(plannedAnswer));
  }

  /// The answer in frames.
  ///
  /// @param inPieces whether the text is streamed; otherwise a single event has all of it
  static Answer streamed(PlannedAnswer plannedAnswer, EventEncoder encoder, boolean inPieces) {
    if (!inPieces && plannedAnswer.contentChunks().length() > LONGEST_BODY) {
      return tooLong(plannedAnswer);
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", Answer.EVENT_STREAM);
    if (!plannedAnswer.isConverse()) {
      headers.put("x-amzn-bedrock-content-type", Answer.JSON);
      putOptions(headers, plannedAnswer);
    }
    AnswerBody.FrameSource frameSource =
        inPieces
            ? new TimedChunksBody(plannedAnswer, encoder)
            : new SingleEventBody(plannedAnswer, encoder);
    return new Answer(Duration.ZERO, 200, headers, new AnswerBody.Streamed(frameSource))
        .billedFor(billed(plannedAnswer));
  }

  private static BilledTokens billed(PlannedAnswer plannedAnswer) {
    TokenUsage tokenUsage = plannedAnswer.tokenUsage();
    CacheUsage cache = tokenUsage.cacheUsage();
    return new BilledTokens(
        tokenUsage.inputTokens(), tokenUsage.outputTokens(), cache.read(), cache.allWritten());
  }

  private static Map<String, String> headers(PlannedAnswer plannedAnswer, Duration time) {
    if (plannedAnswer.isConverse()) {
      return Map.of("content-type", Answer.JSON);
    }
    TokenUsage tokenUsage = plannedAnswer.tokenUsage();
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", Answer.JSON);
    headers.put("x-amzn-bedrock-input-token-count", String.valueOf(tokenUsage.inputTokens()));
    headers.put("x-amzn-bedrock-output-token-count", String.valueOf(tokenUsage.outputTokens()));
    headers.put("x-amzn-bedrock-invocation-latency", String.valueOf(time.toMillis()));
    putOptions(headers, plannedAnswer);
    CacheUsage cache = tokenUsage.cacheUsage();
    if (cache.isUsed()) {
      headers.put("x-amzn-bedrock-cache-read-input-token-count", String.valueOf(cache.read()));
      headers.put(
          "x-amzn-bedrock-cache-write-input-token-count", String.valueOf(cache.allWritten()));
    }
    return headers;
  }

  private static void putOptions(Map<String, String> headers, PlannedAnswer plannedAnswer) {
    RequestOptions options = plannedAnswer.answerContext().options();
    options.serviceTier().ifPresent(tier -> headers.put(RequestOptionsReader.SERVICE_TIER, tier));
    options.latency().ifPresent(latency -> headers.put(RequestOptionsReader.LATENCY, latency));
  }

  private static Answer tooLong(PlannedAnswer plannedAnswer) {
    long characters = plannedAnswer.contentChunks().length();
    return Answer.refused(
        AwsError.validation(
            "An answer of " + characters + " characters cannot come in one piece."));
  }
}
