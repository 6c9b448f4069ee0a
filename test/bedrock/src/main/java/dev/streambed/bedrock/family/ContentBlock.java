package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;

/// A content block of an answer, whole or the part of it that one chunk carries.
public sealed interface ContentBlock {

  /// Ordinary text.
  record Text(String text) implements ContentBlock {}

  /// Text with a citation of its source.
  record CitedText(String text) implements ContentBlock {}

  /// What the model thought, in the open.
  record Reasoning(String text) implements ContentBlock {}

  /// What the model thought, encrypted.
  ///
  /// @param data in base64
  record RedactedReasoning(String data) implements ContentBlock {}

  /// A call of a tool.
  ///
  /// @param toolCall which
  /// @param input the call's arguments, as JSON or a part of it
  record ToolUse(ToolCall toolCall, String input) implements ContentBlock {

    /// The arguments, or an empty object where the answer was cut off in them.
    JsonNode arguments() {
      return Json.read(input.getBytes(StandardCharsets.UTF_8)).orElseGet(Json::object);
    }
  }

  /// A tool call's identity.
  ///
  /// @param id 32 hexadecimal digits
  /// @param name the tool's name
  /// @param index 0 for the answer's first call
  record ToolCall(String id, String name, int index) {}
}
