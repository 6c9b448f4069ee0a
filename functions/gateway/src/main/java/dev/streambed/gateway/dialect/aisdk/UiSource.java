package dev.streambed.gateway.dialect.aisdk;

import static dev.streambed.gateway.dialect.aisdk.UiMessageStream.part;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;

/// A citation as a source: a page of the web, or a document.
final class UiSource {

  private static final String DOCUMENT = "Document";

  private UiSource() {}

  /// @param citation Converse's; a document's goes along whole, for the place that it names
  static JsonObjectBuilder of(JsonObject citation, String sourceId) {
    JsonObject location = citation.objectOrEmpty("location");
    return location
        .objectOrEmpty("web")
        .text("url")
        .map(url -> page(citation, sourceId, url))
        .orElseGet(() -> document(citation, location, sourceId));
  }

  private static JsonObjectBuilder page(JsonObject citation, String sourceId, String url) {
    JsonObjectBuilder source = part("source-url").put("sourceId", sourceId).put("url", url);
    citation.text("title").ifPresent(title -> source.put("title", title));
    return source;
  }

  // Only documents with pages are known by their place.
  private static JsonObjectBuilder document(
      JsonObject citation, JsonObject location, String sourceId) {
    return part("source-document")
        .put("sourceId", sourceId)
        .put("mediaType", location.has("documentPage") ? "application/pdf" : "text/plain")
        .put("title", citation.text("title").orElse(DOCUMENT))
        .put(
            "providerMetadata",
            JsonObjectBuilder.of("bedrock", JsonObjectBuilder.of("citation", citation)));
  }
}
