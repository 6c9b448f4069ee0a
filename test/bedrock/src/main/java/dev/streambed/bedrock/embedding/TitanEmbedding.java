package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.ArrayList;
import java.util.List;

/// Titan Text Embeddings.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html>
///
/// @param isSecond whether it is version 2, which takes parameters
record TitanEmbedding(boolean isSecond) implements EmbeddingFamily {

  private static final int FIRST_DIMENSIONS = 1_536;
  private static final int SECOND_DIMENSIONS = 1_024;
  private static final List<Integer> DIMENSIONS = List.of(256, 512, 1_024);
  // The length of a vector that is not to be normalised; a real one's varies.
  private static final double LENGTH = 12;

  @Override
  public EmbeddingResult answer(JsonNode body) {
    if (!body.path("inputText").isTextual()) {
      return EmbeddingResult.Invalid.missing("inputText");
    }
    String text = body.get("inputText").textValue();
    if (text.isEmpty()) {
      return EmbeddingResult.Invalid.malformed("#/inputText: expected minLength: 1, actual: 0");
    }
    if (!isSecond) {
      return vectors(text, TextVector.of(text, FIRST_DIMENSIONS).floats(LENGTH));
    }
    int dimensions = body.path("dimensions").asInt(SECOND_DIMENSIONS);
    return DIMENSIONS.contains(dimensions)
        ? second(body, text, TextVector.of(text, dimensions))
        : EmbeddingResult.Invalid.notAllowed("dimensions", dimensions);
  }

  private static EmbeddingResult second(JsonNode body, String text, TextVector vector) {
    JsonNode floats = vector.floats(body.path("normalize").asBoolean(true) ? 1 : LENGTH);
    EmbeddingResult.Vectors vectors = vectors(text, floats);
    ObjectNode byType = vectors.document().putObject("embeddingsByType");
    for (String type : types(body.path("embeddingTypes"))) {
      byType.set(type, type.equals("binary") ? vector.signs() : floats);
    }
    return vectors;
  }

  private static List<String> types(JsonNode wanted) {
    List<String> types = new ArrayList<>();
    wanted.forEach(type -> types.add(type.asText()));
    return types.isEmpty() ? List.of("float") : types;
  }

  private static EmbeddingResult.Vectors vectors(String text, JsonNode floats) {
    int tokens = TextVector.tokens(text);
    ObjectNode document = Json.object();
    document.set("embedding", floats);
    return new EmbeddingResult.Vectors(document.put("inputTextTokenCount", tokens), tokens);
  }
}
