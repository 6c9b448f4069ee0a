package dev.streambed.gateway;

import static java.util.stream.Collectors.joining;

import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What the model writes for a prompt that says `answer 7`: every chunk names the 7, and the output
/// is 107 tokens.
final class NumberedAnswer {

  /// Some 20 MB, more than the sockets on the way hold.
  static final int LONG_CHUNKS = 5_000;

  private static final int CHUNKS = 50;
  private static final Pattern NUMBER = Pattern.compile("answer (\\d+)");

  private NumberedAnswer() {}

  static void speak(ScriptedBedrockCall exchange) throws IOException {
    int answer = number(exchange);
    exchange.stream();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      exchange.chunk(EventStreamFrames.claudeChunk(answer + "." + chunk + " "));
    }
    exchange.chunk(end(answer)).end();
  }

  /// The body that the caller gets for [#speak].
  static String body(int answer) {
    return IntStream.range(0, CHUNKS)
        .mapToObj(chunk -> "data: {\"content\": \"" + answer + "." + chunk + " \"}\n\n")
        .collect(joining("", "", "data: [DONE]\n\n"));
  }

  /// Writes chunks of 4,000 characters.
  ///
  /// @param sent counts them
  static void speakLong(ScriptedBedrockCall exchange, AtomicLong sent) throws IOException {
    byte[] frame = EventStreamFrames.claudeChunk("x".repeat(4_000));
    exchange.stream();
    for (int chunk = 0; chunk < LONG_CHUNKS; chunk++) {
      exchange.chunk(frame);
      sent.incrementAndGet();
    }
    exchange.chunk(end(number(exchange))).end();
  }

  static int number(ScriptedBedrockCall exchange) {
    Matcher matcher = NUMBER.matcher(new String(exchange.request(), StandardCharsets.UTF_8));
    if (!matcher.find()) {
      throw new IllegalArgumentException("no number in the prompt");
    }
    return Integer.parseInt(matcher.group(1));
  }

  static int outputTokens(int answer) {
    return 100 + answer;
  }

  private static byte[] end(int answer) {
    return EventStreamFrames.concat(
        List.of(
            EventStreamFrames.chunk(
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}"),
            EventStreamFrames.chunk(
                "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":"
                    + "{\"inputTokenCount\":12,\"outputTokenCount\":"
                    + outputTokens(answer)
                    + "}}")));
  }
}
