package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The resources of a template, whose properties are changed in place. */
record Resources(ObjectNode section) {

  /** Resources of a type by their logical ids. */
  Stream<Map.Entry<String, JsonNode>> all(String type) {
    return section.properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type));
  }

  List<ObjectNode> properties(String type) {
    return all(type).map(resource -> (ObjectNode) resource.getValue().path("Properties")).toList();
  }

  ObjectNode onlyProperties(String type) {
    var found = properties(type);
    if (found.size() != 1) {
      throw new TemplateException("there is not one " + type + " but " + found.size());
    }
    return found.get(0);
  }

  ObjectNode propertiesOf(String logicalId) {
    var resource = (ObjectNode) section.path(logicalId);
    // CDK leaves them out where there are none.
    return resource.path("Properties") instanceof ObjectNode properties
        ? properties
        : resource.putObject("Properties");
  }
}
