package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a message that is not streamed. Not thread-safe.
final class MessageContent {

  private final List<Json> blocks = new ArrayList<>();
  private final List<Json> citations = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private final StringBuilder input = new StringBuilder();
  private String signature = "";
  private ConverseEvent.@Nullable ToolUseStarted tool;

  List<Json> blocks() {
    return List.copyOf(blocks);
  }

  void add(ConverseEvent event) {
    switch (event) {
      case ConverseEvent.ToolUseStarted started -> tool = started;
      case ConverseEvent.TextDelta(_, String more) -> text.append(more);
      case ConverseEvent.ToolInputDelta(_, String json) -> input.append(json);
      case ConverseEvent.ReasoningDelta(_, String more) -> thinking.append(more);
      case ConverseEvent.ReasoningSignature(_, String proof) -> signature = proof;
      case ConverseEvent.RedactedReasoning(_, String base64) -> blocks.add(redacted(base64));
      case ConverseEvent.CitationDelta(_, JsonObject citation) ->
          MessageCitation.of(citation).ifPresent(citations::add);
      case ConverseEvent.BlockStopped _ -> close();
      case ConverseEvent.MessageStopped _, ConverseEvent.Metadata _, ConverseEvent.Other _ -> {}
    }
  }

  static JsonObject redacted(String base64) {
    return JsonObjectBuilder.of("type", "redacted_thinking").put("data", base64).build();
  }

  private void close() {
    if (!thinking.isEmpty() || !signature.isEmpty()) {
      blocks.add(
          JsonObjectBuilder.of("type", "thinking")
              .put("thinking", thinking.toString())
              .put("signature", signature)
              .build());
    }
    if (!text.isEmpty()) {
      JsonObjectBuilder block = JsonObjectBuilder.of("type", "text").put("text", text.toString());
      if (!citations.isEmpty()) {
        block.put("citations", new JsonArray(citations));
      }
      blocks.add(block.build());
    }
    if (tool != null) {
      blocks.add(toolUse(tool).put("input", object(input.toString())).build());
    }
    clear();
  }

  static JsonObjectBuilder toolUse(ConverseEvent.ToolUseStarted tool) {
    return JsonObjectBuilder.of("type", "tool_use")
        .put("id", tool.toolUseId())
        .put("name", tool.name());
  }

  private static JsonObject object(String json) {
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
          ? object
          : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }

  private void clear() {
    text.setLength(0);
    thinking.setLength(0);
    input.setLength(0);
    citations.clear();
    signature = "";
    tool = null;
  }
}
