package dev.streambed.bedrock.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// Writes a JSON document so that two documents that mean the same are the same text.
final class CanonicalJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CanonicalJson() {}

  /// The canonical text; bytes that are not JSON stay unchanged.
  static String text(byte[] document) {
    return Json.read(document)
        .map(node -> new String(Json.write(canonical(node)), StandardCharsets.UTF_8))
        .orElseGet(() -> new String(document, StandardCharsets.UTF_8).strip());
  }

  /// The canonical text of a request, without what differs in each and changes no answer.
  static String question(byte[] request) {
    return Json.read(request)
        .filter(JsonNode::isObject)
        .map(body -> Json.write(((ObjectNode) body).without("requestMetadata")))
        .map(CanonicalJson::text)
        .orElseGet(() -> text(request));
  }

  private static JsonNode canonical(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> sorted(node);
      case ARRAY -> elements(node);
      case NUMBER -> NODES.numberNode(node.decimalValue().stripTrailingZeros());
      case BINARY, BOOLEAN, MISSING, NULL, POJO, STRING -> node;
    };
  }

  private static JsonNode sorted(JsonNode object) {
    TreeMap<String, JsonNode> members = new TreeMap<>();
    object
        .properties()
        .forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
    ObjectNode sorted = NODES.objectNode();
    return sorted.setAll(members);
  }

  private static JsonNode elements(JsonNode array) {
    ArrayNode elements = NODES.arrayNode();
    array.forEach(element -> elements.add(canonical(element)));
    return elements;
  }
}
