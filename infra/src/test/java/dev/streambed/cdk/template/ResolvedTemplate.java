package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** A template whose parameters and conditions have their values. */
record ResolvedTemplate(JsonNode template, JsonNode given) {

  /** A resource with the values of the parameters in it. */
  JsonNode resource(String id) {
    return resolve(template.path("Resources").path(id));
  }

  private JsonNode resolve(JsonNode node) {
    var resolved = Json.replace(node, this::value);
    return Json.replace(resolved, ResolvedTemplate::withoutAbsent);
  }

  private Optional<JsonNode> value(JsonNode node) {
    if (node.size() == 1 && template.path("Parameters").has(node.path("Ref").asText())) {
      return Optional.of(parameter(node.path("Ref").asText()));
    }
    if (node.has("Fn::If")) {
      var branches = node.path("Fn::If");
      return Optional.of(resolve(branches.path(holds(branches.path(0).asText()) ? 1 : 2)));
    }
    return Optional.empty();
  }

  private JsonNode parameter(String name) {
    return given.has(name)
        ? given.path(name)
        : template.path("Parameters").path(name).path("Default");
  }

  private boolean holds(String condition) {
    var sides = template.path("Conditions").path(condition).at("/Fn::Not/0/Fn::Equals");
    return !parameter(sides.path(0).path("Ref").asText()).asText().equals(sides.path(1).asText());
  }

  private static Optional<JsonNode> withoutAbsent(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    var copy = Json.object();
    node.properties()
        .forEach(member -> {
          if (!member.getValue().path("Ref").asText().equals("AWS::NoValue")) {
            copy.set(
                member.getKey(), Json.replace(member.getValue(), ResolvedTemplate::withoutAbsent));
          }
        });
    return Optional.of(copy);
  }

  static ResolvedTemplate withDefaults(JsonNode template) {
    return new ResolvedTemplate(template, MissingNode.getInstance());
  }
}
