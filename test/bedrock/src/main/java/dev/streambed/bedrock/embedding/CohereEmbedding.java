package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Cohere Embed, version 3 and 4. The latter always lists its vectors by their type.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v4.html>
///
/// @param name the model's name
record CohereEmbedding(String name) implements EmbeddingFamily {

  private static final int MOST_TEXTS = 96;
  private static final int DIMENSIONS = 1_024;
  private static final int LARGEST_DIMENSIONS = 1_536;
  private static final List<Integer> CHOICE = List.of(256, 512, 1_024, LARGEST_DIMENSIONS);
  private static final List<String> TYPES = List.of("float", "int8", "uint8", "binary", "ubinary");

  @Override
  public EmbeddingResult answer(JsonNode body) {
    if (!body.path("input_type").isTextual()) {
      return EmbeddingResult.Invalid.missing("input_type");
    }
    List<String> inputs = inputs(body);
    if (inputs.isEmpty()) {
      return EmbeddingResult.Invalid.missing("texts");
    }
    if (inputs.size() > MOST_TEXTS) {
      return EmbeddingResult.Invalid.malformed(
          "#/texts: expected maximum item count: " + MOST_TEXTS + ", found: " + inputs.size());
    }
    int dimensions =
        body.path("output_dimension").asInt(isFourth() ? LARGEST_DIMENSIONS : DIMENSIONS);
    if (!CHOICE.contains(dimensions)) {
      return EmbeddingResult.Invalid.notAllowed("output_dimension", dimensions);
    }
    for (JsonNode type : body.path("embedding_types")) {
      if (!TYPES.contains(type.asText())) {
        return EmbeddingResult.Invalid.malformed(
            "#/embedding_types: " + type.asText() + " is not a valid enum value");
      }
    }
    return vectors(body, inputs, dimensions);
  }

  private boolean isFourth() {
    return name.startsWith("cohere.embed-v4");
  }

  /// Texts, or images, or lists of parts of both.
  private static List<String> inputs(JsonNode body) {
    List<String> inputs = new ArrayList<>();
    body.path("texts").forEach(text -> inputs.add(text.asText()));
    body.path("images").forEach(image -> inputs.add(image.asText()));
    body.path("inputs").forEach(input -> inputs.add(input.path("content").toString()));
    return inputs;
  }

  private EmbeddingResult vectors(JsonNode body, List<String> inputs, int dimensions) {
    List<TextVector> vectors =
        inputs.stream().map(input -> TextVector.of(input, dimensions)).toList();
    boolean isByType = isFourth() || !body.path("embedding_types").isEmpty();
    ObjectNode document = Json.object().put("id", UUID.randomUUID().toString());
    ArrayNode texts = document.putArray("texts");
    // The English model of version 3 reads, and repeats, small letters only.
    body.path("texts")
        .forEach(text ->
            texts.add(
                name.contains("english") ? text.asText().toLowerCase(Locale.ROOT) : text.asText()));
    document.set("embeddings", isByType ? byType(body, vectors) : of("float", vectors));
    document.put("response_type", isByType ? "embeddings_by_type" : "embeddings_floats");
    return new EmbeddingResult.Vectors(document, tokens(body));
  }

  private static int tokens(JsonNode body) {
    int tokens = 0;
    for (JsonNode text : body.path("texts")) {
      tokens += TextVector.tokens(text.asText());
    }
    for (JsonNode text : body.path("inputs").findValues("text")) {
      tokens += TextVector.tokens(text.asText());
    }
    return tokens;
  }

  private static ObjectNode byType(JsonNode body, List<TextVector> vectors) {
    ObjectNode byType = Json.object();
    body.path("embedding_types")
        .forEach(type -> byType.set(type.asText(), of(type.asText(), vectors)));
    return byType.isEmpty() ? byType.set("float", of("float", vectors)) : byType;
  }

  private static ArrayNode of(String type, List<TextVector> vectors) {
    ArrayNode all = Json.object().arrayNode();
    for (TextVector vector : vectors) {
      all.add(
          switch (type) {
            case "int8" -> vector.bytes(-128);
            case "uint8" -> vector.bytes(0);
            case "binary" -> vector.packedSigns(128);
            case "ubinary" -> vector.packedSigns(0);
            default -> vector.floats(1);
          });
    }
    return all;
  }
}
