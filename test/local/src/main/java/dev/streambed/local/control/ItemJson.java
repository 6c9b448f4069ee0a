package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streambed.local.domain.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items of DynamoDB as plain JSON, for people.
final class ItemJson {

  private ItemJson() {}

  static ObjectNode of(Map<String, AttributeValue> item) {
    ObjectNode object = Json.object();
    new TreeMap<>(item).forEach((name, value) -> object.set(name, value(value)));
    return object;
  }

  private static JsonNode value(AttributeValue value) {
    return switch (value.type()) {
      case S -> TextNode.valueOf(value.s());
      case N -> DecimalNode.valueOf(new BigDecimal(value.n()));
      case BOOL -> BooleanNode.valueOf(value.bool());
      case NUL -> NullNode.getInstance();
      case M -> of(value.m());
      case L -> array(value.l().stream().map(ItemJson::value).toList());
      case SS -> array(value.ss().stream().map(TextNode::valueOf).toList());
      case NS -> array(value.ns().stream().map(TextNode::valueOf).toList());
      case B, BS, UNKNOWN_TO_SDK_VERSION -> TextNode.valueOf("(binary)");
    };
  }

  private static ArrayNode array(List<? extends JsonNode> values) {
    ArrayNode array = Json.object().putArray("values");
    values.forEach(array::add);
    return array;
  }
}
