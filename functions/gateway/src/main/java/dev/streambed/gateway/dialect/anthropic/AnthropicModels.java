package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.ModelListFormat;
import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Anthropic's lists of models: `GET /v1/models` and `GET /v1/models/{id}`.
public final class AnthropicModels implements ModelListFormat {

  /// The day of a snapshot: `-20251001`.
  private static final Pattern DAY = Pattern.compile("-(20\\d\\d)([01]\\d)([0-3]\\d)(?!\\d)");

  @Override
  public void models(ResponseSink sink, List<ModelDescription> models, RequestId requestId)
      throws IOException {
    write(sink, list(models.stream().map(AnthropicModels::json).toList()), requestId);
  }

  @Override
  public void model(ResponseSink sink, ModelDescription model, RequestId requestId)
      throws IOException {
    write(sink, json(model), requestId);
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AnthropicError.write(sink, problem, requestId);
  }

  private static void write(ResponseSink sink, JsonObject json, RequestId requestId)
      throws IOException {
    sink.begin(200, MessageHeaders.json(requestId))
        .write(json.write().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject list(List<JsonObject> models) {
    return new JsonObjectBuilder()
        .put("data", new JsonArray(List.copyOf(models)))
        .put("has_more", new JsonBoolean(false))
        .put("first_id", models.isEmpty() ? new JsonNull() : idOf(models.getFirst()))
        .put("last_id", models.isEmpty() ? new JsonNull() : idOf(models.getLast()))
        .build();
  }

  private static Json idOf(JsonObject model) {
    return model.get("id").orElseGet(JsonNull::new);
  }

  private static JsonObject json(ModelDescription model) {
    return JsonObjectBuilder.of("type", "model")
        .put("id", model.id().value())
        .put("display_name", new JsonString(model.name()))
        .put("created_at", createdAt(model.id().value()))
        .build();
  }

  // Anthropic's API has the epoch where the day is not known.
  private static String createdAt(String id) {
    Matcher day = DAY.matcher(id);
    return day.find()
        ? day.group(1) + "-" + day.group(2) + "-" + day.group(3) + "T00:00:00Z"
        : "1970-01-01T00:00:00Z";
  }
}
