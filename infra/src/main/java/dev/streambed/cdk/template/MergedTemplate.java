package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The templates of several stacks as one, without what only CDK needs. */
final class MergedTemplate {
  private static final String RESOURCES = "Resources";
  private static final String OUTPUTS = "Outputs";
  private static final String METADATA = "Metadata";
  private static final String IMPORT = "Fn::ImportValue";

  private final Map<String, JsonNode> exports = new TreeMap<>();
  private final ObjectNode resources = Json.object();
  private final ObjectNode outputs = Json.object();

  private MergedTemplate() {}

  /** The sections {@code Resources} and {@code Outputs}; logical ids stay as they are. */
  static ObjectNode of(CloudAssembly assembly) {
    var merged = new MergedTemplate();
    assembly.templates().values().forEach(merged::add);
    var template = Json.object();
    template.set(RESOURCES, merged.resolved(merged.resources));
    template.set(OUTPUTS, merged.resolved(merged.outputs));
    return new StackNames(assembly.templates().keySet()).replaceIn(template);
  }

  private void add(ObjectNode template) {
    for (var resource : template.path(RESOURCES).properties()) {
      put(resources, resource.getKey(), withoutCdkMetadata(resource.getValue()));
    }
    for (var output : template.path(OUTPUTS).properties()) {
      var export = output.getValue().path("Export").path("Name");
      if (export.isTextual()) {
        exports.put(export.textValue(), output.getValue().path("Value"));
      } else {
        put(outputs, output.getKey(), output.getValue());
      }
    }
  }

  private static void put(ObjectNode section, String id, JsonNode value) {
    if (section.has(id)) {
      throw new TemplateException("two stacks have a resource or an output " + id);
    }
    section.set(id, value);
  }

  private static JsonNode withoutCdkMetadata(JsonNode resource) {
    ObjectNode copy = resource.deepCopy();
    if (copy.get(METADATA) instanceof ObjectNode metadata) {
      metadata.properties().removeIf(entry -> entry.getKey().startsWith("aws:"));
      if (metadata.isEmpty()) {
        copy.remove(METADATA);
      }
    }
    return copy;
  }

  /** What another stack exports is in this one. */
  private JsonNode resolved(JsonNode section) {
    return Json.replace(
        section,
        node ->
            Optional.ofNullable(node.get(IMPORT))
                .map(name -> Optional.ofNullable(exports.get(name.asText())))
                .map(value ->
                    value.orElseThrow(() -> new TemplateException("no stack exports " + node))));
  }
}
