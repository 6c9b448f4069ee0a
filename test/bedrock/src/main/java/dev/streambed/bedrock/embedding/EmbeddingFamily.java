package dev.streambed.bedrock.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.Optional;

/// The format of one family of embedding models. Stateless.
@FunctionalInterface
public interface EmbeddingFamily {

  /// Answers a request.
  ///
  /// @param body the request, a JSON object
  EmbeddingResult answer(JsonNode body);

  /// The format of a model.
  ///
  /// @return nothing when it is not one of these
  static Optional<EmbeddingFamily> of(ModelId model) {
    String name = model.name();
    if (name.startsWith("amazon.titan-embed-image")) {
      return Optional.of(new TitanImageEmbedding());
    }
    if (name.startsWith("amazon.titan-embed")) {
      return Optional.of(new TitanEmbedding(name.contains("-v2")));
    }
    if (name.startsWith("cohere.embed")) {
      return Optional.of(new CohereEmbedding(name));
    }
    return name.startsWith("amazon.nova") && name.contains("embed")
        ? Optional.of(new NovaEmbedding())
        : Optional.empty();
  }
}
