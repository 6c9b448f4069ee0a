package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.dialect.converse.RequestMembers;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the body of `POST /v1/embeddings`. Not thread-safe.
final class EmbeddingsRequestReader {

  /// OpenAI's own limit.
  private static final int MOST_TEXTS = 2048;

  private final RequestMembers request;
  private final ModelId model;
  private final EmbeddingModel family;

  private EmbeddingsRequestReader(RequestMembers request, ModelResolver aliases) {
    this.request = request;
    this.model =
        aliases
            .model(request.requiredText("model"))
            .orElseThrow(() -> request.invalid("model", "is no model's id"));
    this.family =
        EmbeddingModel.of(model)
            .orElseThrow(() ->
                request.invalid(
                    "model", "must be one of Amazon's or Cohere's models for embeddings"));
  }

  /// A request, read.
  ///
  /// @param bodies of the calls of the model, in the order of the texts; at least one
  /// @param isBase64 whether vectors are wanted as base64
  record Parsed(
      ModelId model, String modelName, List<Payload> bodies, int texts, boolean isBase64) {}

  /// @throws InvalidRequestException when it cannot be said to Bedrock
  static Parsed read(Json body, ModelResolver aliases) {
    return new EmbeddingsRequestReader(RequestMembers.of(body, ""), aliases).read();
  }

  private Parsed read() {
    List<String> texts = texts();
    EmbeddingModel.Options options = options();
    boolean isBase64 =
        switch (request.text("encoding_format").orElse("float")) {
          case "float" -> false;
          case "base64" -> true;
          default -> throw request.invalid("encoding_format", "must be 'float' or 'base64'");
        };
    request.passOver("user");
    request.finish();
    return new Parsed(
        model, request.requiredText("model"), bodies(texts, options), texts.size(), isBase64);
  }

  private EmbeddingModel.Options options() {
    if (!family.hasDimensions() && request.value("dimensions").isPresent()) {
      throw request.invalid("dimensions", "cannot be chosen for this model");
    }
    return family.isCohere()
        ? new EmbeddingModel.Options(
            request.count("dimensions"), request.text("input_type"), request.text("truncate"))
        : new EmbeddingModel.Options(
            request.count("dimensions"), Optional.empty(), Optional.empty());
  }

  private List<String> texts() {
    Json input = request.value("input").orElseThrow(() -> request.invalid("input", "is missing"));
    List<Json> elements = input instanceof JsonArray(var several) ? several : List.of(input);
    if (elements.isEmpty() || elements.size() > MOST_TEXTS) {
      throw request.invalid("input", "must have 1 to " + MOST_TEXTS + " texts");
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Json element : elements) {
      if (!(element instanceof JsonString(String text))) {
        throw request.invalid(
            "input", "must be a string or a list of strings: tokens differ from model to model");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<Payload> bodies(List<String> texts, EmbeddingModel.Options options) {
    List<Payload> bodies = new ArrayList<>();
    int size = family.textsPerCall();
    for (int from = 0; from < texts.size(); from += size) {
      List<String> some = texts.subList(from, Math.min(texts.size(), from + size));
      byte[] body = family.body(some, options).write().getBytes(StandardCharsets.UTF_8);
      bodies.add(Payload.of(body));
    }
    return bodies;
  }
}
