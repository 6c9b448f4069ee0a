package dev.streambed.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streambed.local.domain.LocalStackException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Evaluates a template's section `Conditions`.
///
/// @param section the section
/// @param intrinsicFunctions resolves the compared values
record Conditions(JsonNode section, IntrinsicFunctions intrinsicFunctions) {

  boolean holds(String name) {
    JsonNode condition = section.path(name);
    if (condition.isMissingNode()) {
      throw LocalStackException.assembly("there is no condition " + name);
    }
    return evaluate(condition);
  }

  private boolean evaluate(JsonNode condition) {
    Map.Entry<String, JsonNode> call =
        condition.properties().stream()
            .findFirst()
            .orElse(Map.entry(condition.toString(), MissingNode.getInstance()));
    JsonNode argument = call.getValue();
    return switch (call.getKey()) {
      case "Fn::Equals" -> isEqual(argument);
      case "Fn::And" -> each(argument).allMatch(this::evaluate);
      case "Fn::Or" -> each(argument).anyMatch(this::evaluate);
      case "Fn::Not" -> !evaluate(argument.path(0));
      case "Condition" -> holds(argument.asText());
      default -> throw LocalStackException.unsupported("the condition function " + call.getKey());
    };
  }

  private boolean isEqual(JsonNode sides) {
    return intrinsicFunctions
        .resolve(sides.path(0))
        .equals(intrinsicFunctions.resolve(sides.path(1)));
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
