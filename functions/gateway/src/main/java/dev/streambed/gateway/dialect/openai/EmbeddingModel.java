package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The families of models that embed texts, each with a request format of its own
/// (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html,
/// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html,
/// https://docs.aws.amazon.com/nova/latest/userguide/embeddings-schema.html).
enum EmbeddingModel {
  TITAN_1("amazon.titan-embed-", ""),
  TITAN_2("amazon.titan-embed-text-v2", "dimensions"),
  COHERE_3("cohere.embed-", ""),
  COHERE_4("cohere.embed-v4", "output_dimension"),
  NOVA("multimodal-embeddings", "embeddingDimension");

  /// The most specific first.
  private static final List<EmbeddingModel> BY_MARK =
      List.of(TITAN_2, TITAN_1, COHERE_4, COHERE_3, NOVA);

  private final String mark;
  private final String dimensions;

  /// @param mark what the ids of its models contain
  /// @param dimensions the member that sets the length of a vector; empty when it is fixed
  EmbeddingModel(String mark, String dimensions) {
    this.mark = mark;
    this.dimensions = dimensions;
  }

  static Optional<EmbeddingModel> of(ModelId model) {
    return BY_MARK.stream().filter(each -> model.value().contains(each.mark)).findFirst();
  }

  /// The most texts of one call of the model's.
  int textsPerCall() {
    return isCohere() ? 96 : 1;
  }

  /// Whether it knows `input_type` and `truncate`.
  boolean isCohere() {
    return this == COHERE_3 || this == COHERE_4;
  }

  boolean hasDimensions() {
    return !dimensions.isEmpty();
  }

  /// The body of a call.
  ///
  /// @param texts no more than [#textsPerCall]
  /// @param options the caller's
  Json body(List<String> texts, Options options) {
    JsonObjectBuilder body = new JsonObjectBuilder();
    switch (this) {
      case TITAN_1, TITAN_2 -> body.put("inputText", texts.getFirst());
      case COHERE_3, COHERE_4 -> {
        body.put("texts", new JsonArray(texts.stream().<Json>map(JsonString::new).toList()));
        body.put("input_type", options.inputType().orElse("search_document"));
        options.truncate().ifPresent(truncate -> body.put("truncate", truncate));
      }
      case NOVA -> {
        return nova(texts.getFirst(), options);
      }
    }
    options.dimensions().ifPresent(length -> body.put(dimensions, length));
    return body.build();
  }

  private Json nova(String text, Options options) {
    JsonObjectBuilder parameters = JsonObjectBuilder.of("embeddingPurpose", "GENERIC_INDEX");
    options.dimensions().ifPresent(length -> parameters.put(dimensions, length));
    parameters.put(
        "text", JsonObjectBuilder.of("truncationMode", "NONE").put("value", text).build());
    return JsonObjectBuilder.of("taskType", "SINGLE_EMBEDDING")
        .put("singleEmbeddingParams", parameters.build())
        .build();
  }

  /// What a caller may choose.
  ///
  /// @param dimensions the length of a vector
  record Options(OptionalLong dimensions, Optional<String> inputType, Optional<String> truncate) {}
}
