package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How an answer is written for Chat Completions.
///
/// @param modelName the model as the caller wrote it
/// @param created when the request came
record ChatFormat(String modelName, boolean includeUsage, Instant created, List<String> warnings)
    implements ResponseFormat {

  @Override
  public Map<String, String> rateLimits(Map<String, String> headers, Instant now) {
    return OpenAiRateLimits.of(headers);
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return new ChatStreamWriter(new SseStream(sink, warnings), this, requestId);
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    List<ConverseEvent> events = ConverseEvent.ofDocument(OpenAiDocuments.read(document.json()));
    JsonObject choice =
        new JsonObjectBuilder()
            .put("index", 0)
            .put("message", message(events))
            .putNull("logprobs")
            .put("finish_reason", FinishReason.of(document.stopReason()))
            .build();
    JsonObject completion =
        head("chat.completion", requestId)
            .put("choices", new JsonArray(List.of(choice)))
            .put("usage", OpenAiUsage.chat(document.usage()))
            .build();
    OpenAiDocuments.write(sink, completion, warnings);
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    OpenAiDocuments.problem(sink, problem);
  }

  /// The members that documents and chunks have in common.
  JsonObjectBuilder head(String object, RequestId requestId) {
    return JsonObjectBuilder.of("id", "chatcmpl-" + requestId.value())
        .put("object", object)
        .put("created", created.getEpochSecond())
        .put("model", modelName);
  }

  private static JsonObject message(List<ConverseEvent> events) {
    StringBuilder text = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    ToolCallCollector calls = new ToolCallCollector();
    for (ConverseEvent event : events) {
      switch (event) {
        case ConverseEvent.TextDelta(_, String more) -> text.append(more);
        case ConverseEvent.ReasoningDelta(_, String more) -> reasoning.append(more);
        case ConverseEvent.ToolUseStarted(_, String id, String name) -> calls.start(id, name);
        case ConverseEvent.ToolInputDelta(_, String json) -> calls.add(json);
        default -> {
          // Chat Completions have no word for it.
        }
      }
    }
    JsonObjectBuilder message =
        JsonObjectBuilder.of("role", "assistant")
            .put("content", text.isEmpty() ? new JsonNull() : new JsonString(text.toString()))
            .putNull("refusal");
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", calls.json());
    }
    return message.build();
  }
}
