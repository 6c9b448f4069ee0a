package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What callers are told of the models that they may use.
final class ModelsJson {

  private ModelsJson() {}

  /// As JSON text.
  static String of(List<ModelDescription> models) {
    List<Json> elements = models.stream().<Json>map(ModelsJson::of).toList();
    return new JsonObject(Map.of("models", new JsonArray(elements))).write();
  }

  // A member without a value is absent, as in usage records.
  private static JsonObject of(ModelDescription model) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("id", new JsonString(model.id().value()));
    members.put("name", new JsonString(model.name()));
    if (!model.provider().isEmpty()) {
      members.put("provider", new JsonString(model.provider()));
    }
    members.put("kind", new JsonString(model.kind()));
    if (!model.usdPerMillionTokens().isEmpty()) {
      Map<String, Json> prices = new LinkedHashMap<>();
      model.usdPerMillionTokens().forEach((use, usd) -> prices.put(use, JsonNumber.of(usd)));
      members.put("usdPerMillionTokens", new JsonObject(prices));
    }
    return new JsonObject(members);
  }
}
