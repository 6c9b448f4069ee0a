package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;
import java.util.Locale;

/// Nova Multimodal Embeddings, of one text or one piece of media at a time.
/// <https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html>
record NovaEmbedding() implements EmbeddingFamily {

  private static final List<Integer> DIMENSIONS = List.of(256, 384, 1_024, 3_072);
  private static final List<String> MEDIA = List.of("image", "audio", "video");

  @Override
  public EmbeddingResult answer(JsonNode body) {
    JsonNode parameters = body.path("singleEmbeddingParams");
    if (!parameters.isObject()) {
      return EmbeddingResult.Invalid.missing("singleEmbeddingParams");
    }
    int dimensions = parameters.path("embeddingDimension").asInt(3_072);
    if (!DIMENSIONS.contains(dimensions)) {
      return EmbeddingResult.Invalid.notAllowed(
          "singleEmbeddingParams/embeddingDimension", dimensions);
    }
    JsonNode text = parameters.path("text").path("value");
    if (text.isTextual()) {
      return vector("TEXT", text.textValue(), dimensions, TextVector.tokens(text.textValue()));
    }
    return MEDIA.stream()
        .filter(parameters::has)
        .findFirst()
        .<EmbeddingResult>map(type -> media(parameters, type, dimensions))
        .orElseGet(() -> EmbeddingResult.Invalid.missing("text"));
  }

  private static EmbeddingResult media(JsonNode parameters, String type, int dimensions) {
    String mode = parameters.path(type).path("embeddingMode").asText(type);
    String name = mode.equals("AUDIO_VIDEO_SEPARATE") ? "VIDEO" : mode.toUpperCase(Locale.ROOT);
    return vector(name, parameters.path(type).toString(), dimensions, 0);
  }

  private static EmbeddingResult vector(String type, String content, int dimensions, int tokens) {
    ObjectNode document = Json.object();
    document
        .putArray("embeddings")
        .addObject()
        .put("embeddingType", type)
        .set("embedding", TextVector.of(content, dimensions).floats(1));
    return new EmbeddingResult.Vectors(document, tokens);
  }
}
