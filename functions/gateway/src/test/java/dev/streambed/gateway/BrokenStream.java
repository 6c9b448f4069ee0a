package dev.streambed.gateway;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.SeedDialect;
import dev.streambed.gateway.dialect.aisdk.AiSdkDialect;
import dev.streambed.gateway.dialect.anthropic.MessagesDialect;
import dev.streambed.gateway.dialect.bedrock.BedrockDialect;
import dev.streambed.gateway.dialect.openai.OpenAiDialect;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.RecordedAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// A streamed answer in one of the dialects, and how its caller sees that it is whole or broken.
enum BrokenStream {
  SEED(
      "/bedrock",
      "{" + TestGateway.members(true) + TestGateway.REST,
      Source.CLAUDE,
      "data: [DONE]",
      "data: {\"error\":"),
  INVOKE(
      "/model/" + TestGateway.MODEL + "/invoke-with-response-stream",
      "{" + TestGateway.REST,
      Source.CLAUDE,
      "",
      ""),
  CONVERSE(
      "/model/amazon.nova-lite-v1%3A0/converse-stream",
      "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}",
      Source.CONVERSE,
      "",
      ""),
  MESSAGES(
      "/v1/messages",
      "{\"model\":\"" + TestGateway.MODEL + "\"," + Body.ANTHROPIC,
      Source.CLAUDE,
      "event: message_stop",
      "event: error"),
  MESSAGES_BY_CONVERSE(
      "/v1/messages",
      "{\"model\":\"amazon.nova-lite-v1:0\"," + Body.ANTHROPIC,
      Source.CONVERSE,
      "event: message_stop",
      "event: error"),
  CHAT_COMPLETIONS(
      "/v1/chat/completions",
      "{\"model\":\"amazon.nova-lite-v1:0\",\"stream\":true," + Body.MESSAGES + "}",
      Source.CONVERSE,
      "data: [DONE]",
      "data: {\"error\":"),
  RESPONSES(
      "/v1/responses",
      "{\"model\":\"amazon.nova-lite-v1:0\",\"stream\":true,\"input\":\"Hi\"}",
      Source.CONVERSE,
      "event: response.completed",
      "event: error"),
  UI_MESSAGES(
      "/ui/chat",
      "{\"model\":\"amazon.nova-lite-v1:0\",\"messages\":[{\"id\":\"m\",\"role\":\"user\","
          + "\"parts\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]}",
      Source.CONVERSE,
      "data: {\"type\":\"finish\"",
      "data: {\"type\":\"error\"");

  private enum Source {
    CLAUDE,
    CONVERSE
  }

  private static final class Body {
    static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    static final String ANTHROPIC = "\"max_tokens\":50,\"stream\":true," + MESSAGES + "}";
  }

  private final String path;
  private final String body;
  private final Source source;
  private final String wholeMark;
  private final String errorMark;

  /// @param wholeMark what only a whole answer has; empty for event streams
  /// @param errorMark what only a broken answer has; empty for event streams
  BrokenStream(String path, String body, Source source, String wholeMark, String errorMark) {
    this.path = path;
    this.body = body;
    this.source = source;
    this.wholeMark = wholeMark;
    this.errorMark = errorMark;
  }

  /// What reads the call, as `http` finds it by the path.
  DialectAdapter adapter() {
    return switch (this) {
      case SEED -> new SeedDialect(false);
      case INVOKE, CONVERSE -> BedrockDialect.of(path.substring("/model/".length())).orElseThrow();
      case MESSAGES, MESSAGES_BY_CONVERSE -> new MessagesDialect();
      case CHAT_COMPLETIONS, RESPONSES ->
          OpenAiDialect.of(path.substring("/v1/".length())).orElseThrow();
      case UI_MESSAGES -> new AiSdkDialect();
    };
  }

  InboundCall call(Deadline deadline) {
    return new InboundCall(
        Transport.FUNCTION_URL,
        new RequestLine("POST", path),
        Headers.of(Map.of()),
        Payload.of(body.getBytes(StandardCharsets.UTF_8)),
        new RequestId("r-1"),
        deadline);
  }

  LambdaEvent event(TestGateway gateway, String requestId) {
    return LambdaEvent.functionUrl("POST", path)
        .withHeader("authorization", "Bearer " + gateway.token())
        .withHeader("x-request-id", requestId)
        .withBody(body);
  }

  /// The shortest answer, of which two letters have several bytes.
  byte[] answer() {
    return source == Source.CLAUDE
        ? EventStreamFrames.claude("é", "🌊")
        : EventStreamFrames.concat(
            List.of(
                EventStreamFrames.event("messageStart", "{\"role\":\"assistant\"}"),
                EventStreamFrames.event(
                    "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"é🌊\"}}"),
                EventStreamFrames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
                EventStreamFrames.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
                EventStreamFrames.event(
                    "metadata", "{\"usage\":{\"inputTokens\":12,\"outputTokens\":34}}")));
  }

  /// Whether the caller has the first text of [#answer], which is in its second frame.
  boolean hasText(byte[] told) {
    return isEventStream()
        ? frames(told).stream().filter(frame -> !isException(frame)).count() > 1
        : text(told).contains("é");
  }

  /// Real answers that this dialect may get. The test is skipped where the machine lacks them.
  List<RecordedAnswer> recordings() throws IOException {
    List<RecordedAnswer> all =
        source == Source.CLAUDE ? RecordedAnswer.shared() : RecordedAnswer.ofConverse();
    return all.stream()
        .filter(recorded -> recorded.streamed() && recorded.status() == 200)
        .filter(recorded -> source == Source.CONVERSE || recorded.model().contains("anthropic."))
        .toList();
  }

  /// Whether the first bytes of an answer have the frame with which its message ends.
  boolean hasEnd(byte[] answer, int length) {
    if (source == Source.CLAUDE) {
      return length == answer.length;
    }
    return frames(Arrays.copyOf(answer, length)).stream()
        .anyMatch(frame -> header(frame, ":event-type").equals("messageStop"));
  }

  /// Whether the caller sees that the answer is whole.
  boolean isWhole(int status, byte[] told) {
    return status == 200
        && (isEventStream() ? !endsInException(told) : text(told).contains(wholeMark));
  }

  /// Whether the caller sees an error, as a status or at the end of the answer.
  boolean isError(int status, byte[] told) {
    return status >= 500
        || (isEventStream() ? endsInException(told) : lastEvents(told).contains(errorMark));
  }

  /// The ends of the frames of an event stream, in bytes.
  static List<Integer> frameEnds(byte[] stream) {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at + Integer.BYTES <= stream.length) {
      at += ByteBuffer.wrap(stream, at, Integer.BYTES).getInt();
      ends.add(at);
    }
    return ends;
  }

  private boolean isEventStream() {
    return wholeMark.isEmpty();
  }

  // The AI SDK's streams end in `[DONE]` in any case, and the Responses API's have two events.
  private static String lastEvents(byte[] told) {
    List<String> events = List.of(text(told).split("\n\n", -1));
    return String.join("\n\n", events.subList(Math.max(0, events.size() - 3), events.size()));
  }

  private static String text(byte[] told) {
    return new String(told, StandardCharsets.UTF_8);
  }

  private static boolean endsInException(byte[] told) {
    List<Message> frames = frames(told);
    return frames.isEmpty() || isException(frames.getLast());
  }

  private static boolean isException(Message frame) {
    return !header(frame, ":exception-type").isEmpty();
  }

  private static String header(Message frame, String name) {
    HeaderValue value = frame.getHeaders().get(name);
    return value == null ? "" : value.getString();
  }

  // Those that are whole.
  private static List<Message> frames(byte[] stream) {
    List<Message> frames = new ArrayList<>();
    int from = 0;
    for (int end : frameEnds(stream)) {
      if (end <= stream.length) {
        frames.add(Message.decode(ByteBuffer.wrap(stream, from, end - from)));
        from = end;
      }
    }
    return frames;
  }
}
