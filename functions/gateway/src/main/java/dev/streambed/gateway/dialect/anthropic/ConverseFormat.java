package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/// Answers of other models, which come in Converse's format.
record ConverseFormat(ModelId model) implements ResponseFormat {

  @Override
  public Map<String, String> rateLimits(Map<String, String> headers, Instant now) {
    return AnthropicRateLimits.add(headers, now);
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return new ConverseStreamWriter(new MessageEvents(sink, modelRequest, requestId));
  }

  @Override
  public ResponseFormat answeredBy(ModelId other) {
    return new ConverseFormat(other);
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    JsonObject converse =
        Json.read(document.json().bytes()) instanceof JsonObject read ? read : JsonObject.EMPTY;
    MessageContent content = new MessageContent();
    ConverseEvent.ofDocument(converse).forEach(content::add);
    MessageStop stop = MessageStop.of(document.stopReason());
    JsonObject message =
        JsonObjectBuilder.of("type", "message")
            .put("id", MessageEvents.messageId(requestId))
            .put("role", "assistant")
            .put("model", model.value())
            .put("content", new JsonArray(content.blocks()))
            .put("stop_reason", stop.reason())
            .put("stop_sequence", stop.sequence())
            .put("usage", MessageUsage.of(document.usage()))
            .build();
    sink.begin(200, MessageHeaders.json(requestId))
        .write(message.write().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AnthropicError.write(sink, problem, requestId);
  }
}
