package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A reference to a place in a document, in Anthropic's form.
final class MessageCitation {

  /// How a place is told.
  ///
  /// @param type Anthropic's word
  /// @param start Anthropic's name of the first position
  /// @param end Anthropic's name of the position behind the last
  private record Place(String type, String start, String end) {}

  private static final Map<String, Place> PLACES =
      Map.of(
          "documentChar", new Place("char_location", "start_char_index", "end_char_index"),
          "documentPage", new Place("page_location", "start_page_number", "end_page_number"),
          "documentChunk",
              new Place("content_block_location", "start_block_index", "end_block_index"));

  private MessageCitation() {}

  /// Empty for a place that Anthropic's API has no word for.
  ///
  /// @param citation Converse's
  static Optional<JsonObject> of(JsonObject citation) {
    JsonObject location = citation.objectOrEmpty("location");
    return PLACES.entrySet().stream()
        .filter(place -> location.has(place.getKey()))
        .findFirst()
        .map(place -> of(citation, place.getValue(), location.objectOrEmpty(place.getKey())));
  }

  private static JsonObject of(JsonObject citation, Place place, JsonObject position) {
    return JsonObjectBuilder.of("type", place.type())
        .put("cited_text", citedText(citation))
        .put("document_index", position.number("documentIndex").orElse(0))
        .put(
            "document_title",
            citation.text("title").<Json>map(JsonString::new).orElseGet(JsonNull::new))
        .put(place.start(), position.number("start").orElse(0))
        .put(place.end(), position.number("end").orElse(0))
        .build();
  }

  private static String citedText(JsonObject citation) {
    StringBuilder text = new StringBuilder();
    for (Json part : citation.array("sourceContent").map(JsonArray::elements).orElse(List.of())) {
      if (part instanceof JsonObject object) {
        object.text("text").ifPresent(text::append);
      }
    }
    return text.toString();
  }
}
