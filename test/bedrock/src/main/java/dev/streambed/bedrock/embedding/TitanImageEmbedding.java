package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;
import java.util.List;

/// Titan Multimodal Embeddings: a text, an image, or both.
/// <https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-mm.html>
record TitanImageEmbedding() implements EmbeddingFamily {

  private static final List<Integer> DIMENSIONS = List.of(256, 384, 1_024);

  @Override
  public EmbeddingResult answer(JsonNode body) {
    String text = body.path("inputText").asText();
    String image = body.path("inputImage").asText();
    if (text.isEmpty() && image.isEmpty()) {
      return EmbeddingResult.Invalid.missing("inputText");
    }
    int dimensions = body.path("embeddingConfig").path("outputEmbeddingLength").asInt(1_024);
    if (!DIMENSIONS.contains(dimensions)) {
      return EmbeddingResult.Invalid.notAllowed(
          "embeddingConfig/outputEmbeddingLength", dimensions);
    }
    int tokens = text.isEmpty() ? 0 : TextVector.tokens(text);
    ObjectNode document = Json.object();
    document.set("embedding", TextVector.of(text + image, dimensions).floats(1));
    return new EmbeddingResult.Vectors(
        document.put("inputTextTokenCount", tokens).putNull("message"), tokens);
  }
}
