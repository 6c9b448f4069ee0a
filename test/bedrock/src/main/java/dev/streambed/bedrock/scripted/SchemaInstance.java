package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.IntStream;

/// The smallest document that fits a JSON schema, as far as the models' structured answers use
/// schemas: types, constants, enumerations, properties, arrays, alternatives, references, bounds.
final class SchemaInstance {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  // A schema may refer to itself.
  private static final int DEEPEST = 12;
  private static final int DEEPEST_OPTIONAL = 4;

  private final JsonNode root;

  private SchemaInstance(JsonNode root) {
    this.root = root;
  }

  /// An instance of a schema.
  static JsonNode of(JsonNode schema) {
    return new SchemaInstance(schema).instance(schema, 0);
  }

  private JsonNode instance(JsonNode schema, int depth) {
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (!schema.path("enum").isEmpty()) {
      return schema.get("enum").get(0);
    }
    if (depth > DEEPEST) {
      return NODES.nullNode();
    }
    if (schema.has("$ref")) {
      return instance(root.at(schema.get("$ref").asText().replaceFirst("^#", "")), depth + 1);
    }
    for (String alternatives : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (!schema.path(alternatives).isEmpty()) {
        return instance(schema.get(alternatives).get(0), depth + 1);
      }
    }
    return ofType(schema, depth);
  }

  private JsonNode ofType(JsonNode schema, int depth) {
    return switch (type(schema)) {
      case "string" -> NODES.textNode(text(schema));
      case "integer" -> NODES.numberNode(least(schema).longValue());
      case "number" -> least(schema);
      case "boolean" -> NODES.booleanNode(true);
      case "null" -> NODES.nullNode();
      case "array" -> array(schema, depth);
      default -> object(schema, depth);
    };
  }

  /// The type, of which there may be several.
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isMissingNode() && schema.has("items")) {
      return "array";
    }
    return type.isArray() ? type.path(0).asText() : type.asText();
  }

  private static String text(JsonNode schema) {
    String text =
        switch (schema.path("format").asText()) {
          case "date" -> "2026-01-31";
          case "date-time" -> "2026-01-31T12:00:00Z";
          case "time" -> "12:00:00Z";
          case "email" -> "someone@example.com";
          case "uri" -> "https://example.com/";
          case "uuid" -> "00000000-0000-4000-8000-000000000000";
          default -> "text";
        };
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String padded =
        text + "x".repeat(Math.max(0, schema.path("minLength").asInt() - text.length()));
    return padded.substring(0, Math.min(padded.length(), most));
  }

  private static JsonNode least(JsonNode schema) {
    if (schema.has("minimum")) {
      return schema.get("minimum");
    }
    if (schema.has("exclusiveMinimum")) {
      return NODES.numberNode(schema.get("exclusiveMinimum").longValue() + 1);
    }
    long most = schema.path("maximum").asLong(1);
    return NODES.numberNode(Math.min(1, most));
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    int least = schema.path("minItems").asInt(1);
    IntStream.range(0, Math.clamp(least, 1, 100))
        .forEach(_ -> array.add(instance(schema.path("items"), depth + 1)));
    return array;
  }

  /// Required properties, or all where none is required, unless a schema refers to itself so often.
  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    JsonNode required = schema.path("required");
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean isWanted =
          required.isEmpty() ? depth < DEEPEST_OPTIONAL : contains(required, property.getKey());
      if (isWanted) {
        object.set(property.getKey(), instance(property.getValue(), depth + 1));
      }
    }
    return object;
  }

  private static boolean contains(JsonNode names, String name) {
    for (JsonNode required : names) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
