package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonLineBreaks;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes Anthropic's server-sent events. Not thread-safe.
///
/// Every method throws [IOException] when the caller can no longer be reached.
final class MessageEvents {

  private final ResponseSink sink;
  private final RequestId requestId;
  private ModelId model;
  private @Nullable OutputStream out;

  MessageEvents(ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    this.sink = sink;
    this.model = modelRequest.model();
    this.requestId = requestId;
  }

  /// An event of this type.
  void send(JsonObject event) throws IOException {
    send(event.text("type").orElse(""), event.write());
  }

  /// @param json on as many lines as it has
  void send(String type, String json) throws IOException {
    write("event: " + type + "\ndata: " + JsonLineBreaks.oneLine(json) + "\n\n");
  }

  /// Another model answers.
  void answeredBy(ModelId other) {
    model = other;
  }

  void ping() throws IOException {
    write("event: ping\ndata: {\"type\": \"ping\"}\n\n");
  }

  static String messageId(RequestId requestId) {
    return "msg_" + requestId.value();
  }

  /// Begins a message, whose counts are not known yet.
  void messageStart() throws IOException {
    JsonObject message =
        JsonObjectBuilder.of("type", "message")
            .put("id", messageId(requestId))
            .put("role", "assistant")
            .put("model", model.value())
            .put("content", new JsonArray(List.of()))
            .put("stop_reason", new JsonNull())
            .put("stop_sequence", new JsonNull())
            .put("usage", MessageUsage.unknown())
            .build();
    send(JsonObjectBuilder.of("type", "message_start").put("message", message).build());
  }

  void blockStop(long index) throws IOException {
    send(
        JsonObjectBuilder.of("type", "content_block_stop")
            .put("index", JsonNumber.of(index))
            .build());
  }

  void messageDelta(MessageStop stop, Usage usage) throws IOException {
    JsonObject delta =
        new JsonObjectBuilder()
            .put("stop_reason", new JsonString(stop.reason()))
            .put("stop_sequence", stop.sequence())
            .build();
    send(
        JsonObjectBuilder.of("type", "message_delta")
            .put("delta", delta)
            .put("usage", MessageUsage.ofDelta(usage))
            .build());
  }

  void messageStop() throws IOException {
    send(JsonObjectBuilder.of("type", "message_stop").build());
  }

  /// Writes a problem: as a response of its own before the first event, else as the last event.
  void problem(Problem problem) throws IOException {
    if (out == null) {
      AnthropicError.write(sink, problem, requestId);
    } else {
      send("error", AnthropicError.json(problem, requestId));
    }
  }

  /// Ends the response while the model is still being drained, which may take long.
  void finish() throws IOException {
    sink.finish();
  }

  private void write(String text) throws IOException {
    OutputStream body = out == null ? sink.begin(200, MessageHeaders.events(requestId)) : out;
    out = body;
    body.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
