package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The templates of several stacks as one, without what only CDK needs. */
final class MergedTemplate {
  private static final String RESOURCES = "Resources";
  private static final String OUTPUTS = "Outputs";
  private static final String METADATA = "Metadata";
  private static final String IMPORT = "Fn::ImportValue";

  /** What CDK writes beside resources and outputs; all of it is about the bootstrap stack. */
  private static final Set<String> ONLY_CDKS =
      Set.of("/Description", "/Parameters/BootstrapVersion", "/Rules/CheckBootstrapVersion");

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
    return StackNames.replaceIn(template, assembly.templates().keySet());
  }

  private void add(ObjectNode template) {
    requireNothingElse(template);
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

  private static void requireNothingElse(ObjectNode template) {
    ObjectNode rest = template.deepCopy();
    rest.remove(List.of(RESOURCES, OUTPUTS));
    for (var section : rest.properties()) {
      var name = "/" + section.getKey();
      var unknown = new TreeSet<String>();
      section.getValue().fieldNames().forEachRemaining(key -> unknown.add(name + "/" + key));
      unknown.removeAll(ONLY_CDKS);
      if (!unknown.isEmpty() || (section.getValue().isValueNode() && !ONLY_CDKS.contains(name))) {
        throw new TemplateException("a stack has what one template cannot take over: " + name);
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
