package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.directive.DirectiveWord;
import dev.streambed.bedrock.directive.InvalidDirectiveException;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The requested tool calls.
///
/// @param name the tool's name; otherwise the request's tools in their order
/// @param count how many calls
/// @param input the arguments, a JSON object; otherwise an instance of the tool's schema
record ToolDirective(Optional<String> name, int count, Optional<String> input) {

  private static final int MOST = 100;

  /// Reads the words `tool`, `tools` and `input`.
  static Optional<ToolDirective> of(Map<String, DirectiveWord> words) {
    Optional<DirectiveWord> tool = Optional.ofNullable(words.get("tool"));
    Optional<DirectiveWord> tools = Optional.ofNullable(words.get("tools"));
    Optional<DirectiveWord> input = Optional.ofNullable(words.get("input"));
    if (tool.isEmpty() && tools.isEmpty()) {
      if (input.isPresent()) {
        throw new InvalidDirectiveException("input needs the word tool or tools beside it");
      }
      return Optional.empty();
    }
    return Optional.of(
        new ToolDirective(
            tool.flatMap(DirectiveWord::value),
            tools.map(word -> (int) word.number(1, MOST)).orElse(1),
            input.map(ToolDirective::object)));
  }

  private static String object(DirectiveWord input) {
    String form = "a JSON object in single quotes, such as input='{\"a\": 1}'";
    String json = input.text(form);
    return Json.read(json.getBytes(StandardCharsets.UTF_8))
        .filter(JsonNode::isObject)
        .map(_ -> json)
        .orElseThrow(() -> input.invalid(form));
  }
}
