package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks that each call of a tool is followed by its result, and that no result comes without a
/// call.
final class ToolTurns {

  private ToolTurns() {}

  /// What the Converse API says of a conversation.
  static Optional<String> converseProblem(JsonNode messages) {
    List<String> calls = List.of();
    for (int index = 0; index < messages.size(); index++) {
      List<String> results = ids(messages.get(index), "user", "toolResult");
      if (results.size() > calls.size()) {
        return Optional.of(
            "The number of toolResult blocks at messages."
                + index
                + ".content exceeds the number of toolUse blocks of previous turn.");
      }
      List<String> open = without(calls, results);
      if (!open.isEmpty()) {
        return Optional.of(
            "Expected toolResult blocks at messages."
                + index
                + ".content for the following Ids: "
                + String.join(", ", open));
      }
      calls = ids(messages.get(index), "assistant", "toolUse");
    }
    return Optional.empty();
  }

  /// What Claude's Messages API says of a conversation.
  static Optional<String> anthropicProblem(JsonNode messages) {
    List<String> calls = List.of();
    for (int index = 0; index < messages.size(); index++) {
      List<String> results = typedIds(messages.get(index), "tool_result", "tool_use_id");
      List<String> unexpected = without(results, calls);
      if (!unexpected.isEmpty()) {
        return Optional.of(unexpected(index, unexpected.getFirst()));
      }
      List<String> open = without(calls, results);
      if (!open.isEmpty()) {
        return Optional.of(open(index - 1, open));
      }
      calls = typedIds(messages.get(index), "tool_use", "id");
    }
    return Optional.empty();
  }

  private static String unexpected(int message, String id) {
    return "messages."
        + message
        + ".content: unexpected `tool_use_id` found in `tool_result` blocks: "
        + id
        + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous message.";
  }

  private static String open(int message, List<String> ids) {
    return "messages."
        + message
        + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
        + String.join(", ", ids)
        + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
  }

  /// The ids of one role's blocks. Tools of Bedrock's own have call and result in one message.
  private static List<String> ids(JsonNode message, String role, String member) {
    List<String> ids = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      JsonNode tool = block.path(member);
      boolean isCallers =
          message.path("role").asText().equals(role)
              && tool.isObject()
              && !tool.path("type").asText().equals("server_tool_use");
      if (isCallers) {
        ids.add(tool.path("toolUseId").asText());
      }
    }
    return ids;
  }

  private static List<String> typedIds(JsonNode message, String type, String id) {
    List<String> ids = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asText().equals(type)) {
        ids.add(block.path(id).asText());
      }
    }
    return ids;
  }

  private static List<String> without(List<String> ids, List<String> others) {
    return ids.stream().filter(id -> !others.contains(id)).toList();
  }
}
