package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// How vectors are written.
///
/// @param modelName the model as the caller wrote it
/// @param texts how many vectors are wanted
/// @param isBase64 whether they are wanted as base64 of 32-bit numbers, the lowest byte first,
///   instead of as lists
record EmbeddingsFormat(String modelName, int texts, boolean isBase64) implements ResponseFormat {

  @Override
  public Map<String, String> rateLimits(Map<String, String> headers, Instant now) {
    return OpenAiRateLimits.of(headers);
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    throw new IllegalStateException("vectors are not streamed");
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    List<JsonArray> vectors = vectors(document.json());
    if (vectors.size() != texts) {
      problem(sink, Problem.of(ErrorCode.UPSTREAM_ERROR), requestId);
      return;
    }
    List<Json> data = new ArrayList<>(texts);
    for (int index = 0; index < texts; index++) {
      data.add(
          JsonObjectBuilder.of("object", "embedding")
              .put("index", index)
              .put("embedding", written(vectors.get(index)))
              .build());
    }
    JsonObject list =
        JsonObjectBuilder.of("object", "list")
            .put("data", new JsonArray(data))
            .put("model", modelName)
            .put("usage", usage(document.usage()))
            .build();
    OpenAiDocuments.write(sink, list, List.of());
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    OpenAiDocuments.problem(sink, problem);
  }

  private Json written(JsonArray vector) {
    if (!isBase64) {
      return vector;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * vector.elements().size()).order(ByteOrder.LITTLE_ENDIAN);
    for (Json element : vector.elements()) {
      bytes.putFloat(element instanceof JsonNumber(String text) ? Float.parseFloat(text) : 0);
    }
    return new JsonString(Base64.getEncoder().encodeToString(bytes.array()));
  }

  private static Json usage(Usage usage) {
    return OpenAiUsage.counted(usage)
        .<Json>map(counts ->
            new JsonObjectBuilder()
                .put("prompt_tokens", OpenAiUsage.input(counts))
                .put("total_tokens", OpenAiUsage.input(counts) + counts.output())
                .build())
        .orElseGet(JsonNull::new);
  }

  // Several calls of the model have a list of documents.
  private static List<JsonArray> vectors(Payload json) {
    try {
      Json document = Json.read(json.bytes());
      List<Json> documents =
          document instanceof JsonArray(var several) ? several : List.of(document);
      return documents.stream().flatMap(each -> vectorsOf(each).stream()).toList();
    } catch (JsonException _) {
      return List.of();
    }
  }

  // Titan has one `embedding`; Nova has `embeddings` with one in each; Cohere has them as such, or
  // by their type.
  private static List<JsonArray> vectorsOf(Json document) {
    if (!(document instanceof JsonObject object)) {
      return List.of();
    }
    if (object.array("embedding").isPresent()) {
      return object.array("embedding").stream().toList();
    }
    List<Json> elements =
        object
            .array("embeddings")
            .or(() -> object.objectOrEmpty("embeddings").array("float"))
            .map(JsonArray::elements)
            .orElse(List.of());
    List<JsonArray> vectors = new ArrayList<>();
    for (Json element : elements) {
      switch (element) {
        case JsonArray vector -> vectors.add(vector);
        case JsonObject each -> each.array("embedding").ifPresent(vectors::add);
        default -> {
          // Not a vector.
        }
      }
    }
    return vectors;
  }
}
