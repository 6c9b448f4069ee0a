package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Images and documents of a prompt. Bedrock takes their content only, not a place to fetch it
/// from.
final class ConverseMedia {

  private static final Set<String> IMAGES = Set.of("png", "jpeg", "gif", "webp");

  private int documents;

  ConverseMedia() {}

  Json image(StrictObject block) {
    JsonObjectBuilder image = new JsonObjectBuilder();
    block
        .object("source")
        .ifPresentOrElse(
            source -> image(image, source), () -> block.refuse("source", "is required."));
    return new JsonObjectBuilder().put("image", image.build()).build();
  }

  private static void image(JsonObjectBuilder image, StrictObject source) {
    requireType(source, "base64");
    String mediaType = source.required("media_type");
    String format = mediaType.substring(mediaType.indexOf('/') + 1);
    if (!mediaType.startsWith("image/") || !IMAGES.contains(format)) {
      source.refuse("media_type", StrictObject.NOT_SUPPORTED);
    }
    image.put("format", format).put("source", bytes(source.required("data")));
    source.finish();
  }

  Json document(StrictObject block) {
    documents++;
    JsonObjectBuilder document = new JsonObjectBuilder();
    block
        .object("source")
        .ifPresentOrElse(
            source -> content(document, source), () -> block.refuse("source", "is required."));
    document.put("name", name(block.text("title").orElse("")));
    document.put("context", block.text("context").map(JsonString::new));
    block
        .object("citations")
        .ifPresent(citations -> {
          document.put(
              "citations",
              new JsonObjectBuilder()
                  .put("enabled", new JsonBoolean(citations.flag("enabled")))
                  .build());
          citations.finish();
        });
    return new JsonObjectBuilder().put("document", document.build()).build();
  }

  private static void content(JsonObjectBuilder document, StrictObject source) {
    switch (source.required("type")) {
      case "base64" -> {
        requireMediaType(source, "application/pdf");
        document.put("format", "pdf").put("source", bytes(source.required("data")));
      }
      case "text" -> {
        requireMediaType(source, "text/plain");
        byte[] text = source.required("data").getBytes(StandardCharsets.UTF_8);
        document
            .put("format", "txt")
            .put("source", bytes(Base64.getEncoder().encodeToString(text)));
      }
      default -> source.refuse("type", "must be base64 or text for this model.");
    }
    source.finish();
  }

  // Converse wants a name, of these characters only.
  private String name(String title) {
    String name = title.replaceAll("[^A-Za-z0-9()\\[\\] -]", " ").replaceAll(" {2,}", " ").strip();
    String bounded = name.length() > 180 ? name.substring(0, 180).strip() : name;
    return bounded.isEmpty() ? "Document " + documents : bounded + " " + documents;
  }

  private static Json bytes(String base64) {
    return new JsonObjectBuilder().put("bytes", base64).build();
  }

  private static void requireType(StrictObject source, String type) {
    Optional<String> given = source.text("type");
    if (!given.equals(Optional.of(type))) {
      source.refuse("type", "must be " + type + " for this model.");
    }
  }

  private static void requireMediaType(StrictObject source, String mediaType) {
    if (!source.required("media_type").equals(mediaType)) {
      source.refuse("media_type", "must be " + mediaType + ".");
    }
  }
}
