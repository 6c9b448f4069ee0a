package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;

/// The events of one item of a response.
///
/// @param id of the item
/// @param index of the item among the response's, from 0
record ItemEvents(String id, int index, ResponseEvents events) {

  /// The item begins.
  void begin(JsonObject item) {
    events.add(
        "response.output_item.added",
        new JsonObjectBuilder().put("output_index", index).put("item", item));
  }

  /// The item is whole.
  void end(JsonObject item) {
    events.add(
        "response.output_item.done",
        new JsonObjectBuilder().put("output_index", index).put("item", item));
  }

  /// Something within the item.
  ///
  /// @param members but for those that name the item
  void add(String type, JsonObjectBuilder members) {
    JsonObjectBuilder event = JsonObjectBuilder.of("item_id", id).put("output_index", index);
    members.build().members().forEach(event::put);
    events.add(type, event);
  }

  /// The first members of the item itself.
  JsonObjectBuilder item(String type) {
    return JsonObjectBuilder.of("type", type).put("id", id);
  }
}
