package dev.streambed.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a policy permits, one line for each action on each resource, so that it does not matter how
 * statements were merged.
 */
final class Permissions {

  private Permissions() {}

  static List<String> of(Resource policy) {
    return Resource.elements(policy.properties().at("/PolicyDocument/Statement")).stream()
        .flatMap(Permissions::lines)
        .toList();
  }

  static Stream<String> lines(JsonNode statement) {
    return Resource.elements(statement.path("Action")).stream()
        .flatMap(action ->
            Resource.elements(statement.path("Resource")).stream()
                .map(resource -> line(statement, action, resource)));
  }

  private static String line(JsonNode statement, JsonNode action, JsonNode resource) {
    return statement.path("Effect").textValue()
        + " "
        + action.textValue()
        + " "
        + Resource.text(resource)
        + conditions(statement.path("Condition"));
  }

  private static String conditions(JsonNode condition) {
    return condition.properties().stream()
        .flatMap(operator ->
            operator.getValue().properties().stream()
                .map(key ->
                    " when %s %s %s"
                        .formatted(key.getKey(), operator.getKey(), Resource.text(key.getValue()))))
        .sorted()
        .collect(Collectors.joining());
  }
}
