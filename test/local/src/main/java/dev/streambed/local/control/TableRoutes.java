package dev.streambed.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.tables.Tables;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Lists the tables, and their items as plain JSON.
///
/// @param tables the tables
record TableRoutes(Tables tables) {

  /// Handles `GET /tables` and `GET /tables/{name}`.
  ControlResponse answer(String name) {
    if (name.isEmpty()) {
      return ControlResponse.list("tables", tables.names());
    }
    if (!tables.names().contains(name)) {
      return ControlResponse.refused(404, "there is no table " + name);
    }
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    tables.items(name).forEach(item -> items.add(json(item)));
    return ControlResponse.of(answer);
  }

  private static ObjectNode json(Map<String, AttributeValue> item) {
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
      case M -> json(value.m());
      case L -> array(value.l().stream().map(TableRoutes::value).toList());
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
