package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.ModelListFormat;
import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;

/// OpenAI's lists of models: `GET /v1/models` and `GET /v1/models/{id}`.
public final class OpenAiModels implements ModelListFormat {

  @Override
  public void models(ResponseSink sink, List<ModelDescription> models, RequestId requestId)
      throws IOException {
    List<Json> elements = models.stream().<Json>map(OpenAiModels::json).toList();
    JsonObject list =
        JsonObjectBuilder.of("object", "list").put("data", new JsonArray(elements)).build();
    OpenAiDocuments.write(sink, list, List.of());
  }

  @Override
  public void model(ResponseSink sink, ModelDescription model, RequestId requestId)
      throws IOException {
    OpenAiDocuments.write(sink, json(model), List.of());
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    OpenAiDocuments.problem(sink, problem);
  }

  private static JsonObject json(ModelDescription model) {
    return JsonObjectBuilder.of("id", model.id().value())
        .put("object", "model")
        // Nothing here knows when a model was made, and SDKs want a number.
        .put("created", 0)
        .put("owned_by", model.provider().isEmpty() ? "bedrock" : model.provider())
        .build();
  }
}
