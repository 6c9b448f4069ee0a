package dev.streambed.cdk.template;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** JSON, and the intrinsic functions that are written here. */
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectMapper SORTING =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Json() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static ArrayNode array(String... texts) {
    var array = NODES.arrayNode();
    Stream.of(texts).forEach(array::add);
    return array;
  }

  static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  static ObjectNode ref(String name) {
    return object().put("Ref", name);
  }

  static ObjectNode sub(String text) {
    return object().put("Fn::Sub", text);
  }

  /** The value, or no property at all while the condition does not hold. */
  static ObjectNode valueIf(String condition, JsonNode value) {
    var call = object();
    call.putArray("Fn::If").add(condition).add(value).add(ref("AWS::NoValue"));
    return call;
  }

  static ObjectNode read(Path file) {
    try {
      return (ObjectNode) MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In one line, with the members of objects in the order of their names. */
  static String sorted(JsonNode node) {
    try {
      return SORTING.writeValueAsString(SORTING.convertValue(node, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String written(JsonNode node) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy in which each value is replaced that the function replaces, from the outside in. */
  static JsonNode replace(JsonNode node, Function<JsonNode, Optional<JsonNode>> replacement) {
    var replaced = replacement.apply(node);
    if (replaced.isPresent()) {
      return replaced.get();
    }
    if (node.isObject()) {
      var copy = object();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        copy.set(member.getKey(), replace(member.getValue(), replacement));
      }
      return copy;
    }
    if (node.isArray()) {
      var copy = array();
      node.forEach(element -> copy.add(replace(element, replacement)));
      return copy;
    }
    return node;
  }
}
