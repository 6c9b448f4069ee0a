package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;

/// The `tool_calls` of chat completions.
final class ChatToolCalls {

  private ChatToolCalls() {}

  /// Complete calls.
  static ArrayNode whole(List<ContentBlock.ToolUse> toolUses) {
    ArrayNode calls = Json.object().arrayNode();
    toolUses.forEach(toolUse -> calls.add(call(toolUse)));
    return calls;
  }

  /// The part of a call that one chunk carries. The first has its id and name.
  static ObjectNode delta(ContentChunk piece, ContentBlock.ToolUse toolUse) {
    ObjectNode call = piece.isFirst() ? call(toolUse) : unnamed(toolUse);
    call.put("index", toolUse.toolCall().index());
    return Json.object().set("tool_calls", Json.object().arrayNode().add(call));
  }

  private static ObjectNode call(ContentBlock.ToolUse toolUse) {
    ObjectNode call = Json.object();
    call.putObject("function")
        .put("arguments", toolUse.input())
        .put("name", toolUse.toolCall().name());
    return call.put("id", "chatcmpl-tool-" + toolUse.toolCall().id()).put("type", "function");
  }

  private static ObjectNode unnamed(ContentBlock.ToolUse toolUse) {
    ObjectNode call = Json.object();
    call.putObject("function").put("arguments", toolUse.input());
    return call.put("type", "function");
  }
}
