package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.converse.RequestMembers;
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

  Json image(RequestMembers block) {
    JsonObjectBuilder image = new JsonObjectBuilder();
    image(image, source(block));
    return new JsonObjectBuilder().put("image", image.build()).build();
  }

  private static void image(JsonObjectBuilder image, RequestMembers source) {
    requireType(source, "base64");
    String mediaType = source.requiredText("media_type");
    String format = mediaType.substring(mediaType.indexOf('/') + 1);
    if (!mediaType.startsWith("image/") || !IMAGES.contains(format)) {
      throw source.unsupported("media_type");
    }
    image.put("format", format).put("source", bytes(source.requiredText("data")));
    source.finish();
  }

  private static RequestMembers source(RequestMembers block) {
    return block.object("source").orElseThrow(() -> block.invalid("source", "is missing"));
  }

  Json document(RequestMembers block) {
    documents++;
    JsonObjectBuilder document = new JsonObjectBuilder();
    content(document, source(block));
    document.put("name", name(block.text("title").orElse("")));
    document.put("context", block.text("context").map(JsonString::new));
    block
        .object("citations")
        .ifPresent(citations -> {
          document.put(
              "citations",
              new JsonObjectBuilder()
                  .put("enabled", new JsonBoolean(citations.isTrue("enabled")))
                  .build());
          citations.finish();
        });
    return new JsonObjectBuilder().put("document", document.build()).build();
  }

  private static void content(JsonObjectBuilder document, RequestMembers source) {
    switch (source.requiredText("type")) {
      case "base64" -> {
        requireMediaType(source, "application/pdf");
        document.put("format", "pdf").put("source", bytes(source.requiredText("data")));
      }
      case "text" -> {
        requireMediaType(source, "text/plain");
        byte[] text = source.requiredText("data").getBytes(StandardCharsets.UTF_8);
        document
            .put("format", "txt")
            .put("source", bytes(Base64.getEncoder().encodeToString(text)));
      }
      default -> throw source.invalid("type", "must be base64 or text for this model");
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

  private static void requireType(RequestMembers source, String type) {
    Optional<String> given = source.text("type");
    if (!given.equals(Optional.of(type))) {
      throw source.invalid("type", "must be " + type + " for this model");
    }
  }

  private static void requireMediaType(RequestMembers source, String mediaType) {
    if (!source.requiredText("media_type").equals(mediaType)) {
      throw source.invalid("media_type", "must be " + mediaType);
    }
  }
}
