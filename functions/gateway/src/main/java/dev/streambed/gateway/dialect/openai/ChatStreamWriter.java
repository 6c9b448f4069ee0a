package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Writes a streamed answer for Chat Completions. Not thread-safe.
final class ChatStreamWriter implements ResponseWriter {

  private static final String DONE = "[DONE]";

  private final SseStream stream;
  private final ChatFormat format;
  private final RequestId requestId;
  private boolean hasRole;
  private int toolCalls;
  private boolean awaitsArguments;

  ChatStreamWriter(SseStream stream, ChatFormat format, RequestId requestId) {
    this.stream = stream;
    this.format = format;
    this.requestId = requestId;
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    if (chunk instanceof Chunk.Frame frame) {
      ConverseEvent.of(frame).forEach(this::add);
      stream.send();
    }
  }

  @Override
  public void ping() throws IOException {
    stream.addComment("ping");
    stream.send();
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Complete(Usage usage, String stopReason) ->
          finish(FinishReason.of(stopReason), usage);
      case Outcome.Stopped(Usage usage) -> {
        finish(FinishReason.STOP, usage);
        // Draining the model may take long, and the caller must not wait for that.
        stream.finish();
      }
      case Outcome.Failed(_, Problem problem) -> fail(problem);
      case Outcome.NotStarted(Problem problem) -> fail(problem);
      case Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void add(ConverseEvent event) {
    switch (event) {
      case ConverseEvent.TextDelta(_, String text) -> delta(JsonObjectBuilder.of("content", text));
      case ConverseEvent.ReasoningDelta(_, String text) ->
          delta(JsonObjectBuilder.of("reasoning_content", text));
      case ConverseEvent.ToolUseStarted(_, String id, String name) -> {
        toolCalls++;
        awaitsArguments = true;
        toolCall(JsonObjectBuilder.of("id", id).put("type", "function"), Optional.of(name), "");
      }
      case ConverseEvent.ToolInputDelta(_, String json) -> arguments(json);
      case ConverseEvent.BlockStopped _ -> {
        // Bedrock sends nothing for an empty input, and clients parse what they got.
        if (awaitsArguments) {
          arguments("{}");
        }
      }
      case ConverseEvent.ReasoningSignature _,
          ConverseEvent.RedactedReasoning _,
          ConverseEvent.CitationDelta _,
          ConverseEvent.MessageStopped _,
          ConverseEvent.Metadata _,
          ConverseEvent.Other _ -> {
        // Chat Completions have no word for it, or it is said at the end.
      }
    }
  }

  private void arguments(String json) {
    awaitsArguments = false;
    toolCall(new JsonObjectBuilder(), Optional.empty(), json);
  }

  // Blocks come one after the other, so that an input belongs to the call that began last.
  private void toolCall(JsonObjectBuilder head, Optional<String> name, String arguments) {
    JsonObjectBuilder function = new JsonObjectBuilder();
    name.ifPresent(it -> function.put("name", it));
    JsonObjectBuilder call = new JsonObjectBuilder().put("index", Math.max(0, toolCalls - 1));
    head.build().members().forEach(call::put);
    call.put("function", function.put("arguments", arguments).build());
    delta(new JsonObjectBuilder().put("tool_calls", new JsonArray(List.of(call.build()))));
  }

  private void delta(JsonObjectBuilder delta) {
    begin();
    choice(delta.build(), new JsonNull());
  }

  private void begin() {
    if (!hasRole) {
      hasRole = true;
      choice(
          JsonObjectBuilder.of("role", "assistant").put("content", "").putNull("refusal").build(),
          new JsonNull());
    }
  }

  private void choice(JsonObject delta, Json finishReason) {
    JsonObject choice =
        new JsonObjectBuilder()
            .put("index", 0)
            .put("delta", delta)
            .putNull("logprobs")
            .put("finish_reason", finishReason)
            .build();
    add(List.of(choice), new JsonNull());
  }

  private void add(List<Json> choices, Json usage) {
    JsonObjectBuilder chunk =
        format.head("chat.completion.chunk", requestId).put("choices", new JsonArray(choices));
    stream.add(format.includeUsage() ? chunk.put("usage", usage).build() : chunk.build());
  }

  private void finish(String finishReason, Usage usage) throws IOException {
    begin();
    choice(JsonObject.EMPTY, new JsonString(finishReason));
    if (format.includeUsage()) {
      add(List.of(), OpenAiUsage.chat(usage));
    }
    stream.addLine(DONE);
    stream.send();
  }

  // SDKs raise on a member `error`, whatever else an event has.
  private void fail(Problem problem) throws IOException {
    if (stream.hasBegun()) {
      stream.add(OpenAiError.of(problem).body(problem));
      stream.send();
    } else {
      stream.refuse(problem);
    }
  }
}
