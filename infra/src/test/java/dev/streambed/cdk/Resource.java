package dev.streambed.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One resource of a template. */
record Resource(String id, JsonNode json) {

  String type() {
    return json.path("Type").textValue();
  }

  JsonNode properties() {
    return json.path("Properties");
  }

  /** A property by its JSON pointer, with intrinsic functions written out as text. */
  String text(String pointer) {
    return text(properties().at(pointer));
  }

  List<String> texts(String pointer) {
    return elements(properties().at(pointer)).stream().map(Resource::text).toList();
  }

  List<String> dependsOn() {
    return elements(json.path("DependsOn")).stream().map(JsonNode::textValue).toList();
  }

  /** {@code {"Ref": "X"}} is written {@code <X>}, an attribute {@code <X.Name>}. */
  static String text(JsonNode node) {
    if (node.has("Ref")) {
      return "<" + node.get("Ref").textValue() + ">";
    }
    if (node.has("Fn::GetAtt")) {
      return "<" + joined(node.get("Fn::GetAtt"), ".") + ">";
    }
    if (node.has("Fn::ImportValue")) {
      return "<" + node.get("Fn::ImportValue").textValue() + ">";
    }
    if (node.has("Fn::Join")) {
      return joined(node.at("/Fn::Join/1"), node.at("/Fn::Join/0").textValue());
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  /** One element or a list of them: IAM and CloudFormation allow both. */
  static List<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode()) {
      return List.of();
    }
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).toList()
        : List.of(node);
  }

  private static String joined(JsonNode parts, String separator) {
    return elements(parts).stream().map(Resource::text).collect(Collectors.joining(separator));
  }
}
