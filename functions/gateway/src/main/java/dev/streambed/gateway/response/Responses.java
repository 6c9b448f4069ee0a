package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.IssuedKey;
import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The forms that an answer can take.
public final class Responses {

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> SECRET =
      Map.of("content-type", "application/json", "cache-control", "no-store");
  private static final Map<String, String> PREFLIGHT =
      Map.of("content-type", "application/json", "allow", "DELETE, GET, HEAD, POST, OPTIONS");

  private Responses() {}

  /// For an answer in pieces.
  public static ResponseWriter streamed(
      ResponseSink back, ModelRequest modelRequest, RequestId requestId) {
    return back.streams()
        ? new SseResponseWriter(back, modelRequest.includeUsage(), requestId)
        : new JsonArrayResponseWriter(back, modelRequest.includeUsage(), requestId);
  }

  /// An answer in one: Bedrock's own JSON.
  public static void document(ResponseSink back, Payload json) throws IOException {
    back.begin(200, JSON).write(json.bytes());
  }

  /// The models that a caller may use.
  public static void models(ResponseSink back, List<ModelDescription> models) throws IOException {
    back.begin(200, JSON).write(utf8(modelsJson(models)));
  }

  /// A token that was issued. Nobody on the way may keep it.
  public static void issued(ResponseSink back, IssuedKey token) throws IOException {
    back.begin(201, SECRET).write(utf8(keyJson(token)));
  }

  /// An answer that is nothing but an error.
  public static void problem(ResponseSink back, Problem problem, RequestId requestId)
      throws IOException {
    back.begin(problem.code().status(), ErrorJson.headers(problem))
        .write(utf8(ErrorJson.of(problem, requestId)));
  }

  /// The function runs.
  public static void health(ResponseSink back) throws IOException {
    back.begin(200, JSON).write(utf8("{\"status\":\"ok\"}"));
  }

  /// An answer will end.
  ///
  /// @param answer the one that ends, not the one that says so
  public static void stopping(ResponseSink back, RequestId answer) throws IOException {
    back.begin(202, JSON)
        .write(utf8("{\"requestId\":\"" + answer.value() + "\",\"stopping\":true}"));
  }

  /// What a sweep has done.
  ///
  /// @param closed requests whose function had died
  public static void swept(ResponseSink back, int closed, boolean finished) throws IOException {
    back.begin(200, JSON).write(utf8("{\"closed\":" + closed + ",\"finished\":" + finished + "}"));
  }

  /// What a browser may do is in the headers of the way back.
  public static void preflight(ResponseSink back) throws IOException {
    back.begin(200, PREFLIGHT).write(utf8("{}"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String keyJson(IssuedKey token) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("token", new JsonString(token.secret()));
    members.put("expiresAt", new JsonString(token.expiresAt().toString()));
    token.origin().ifPresent(origin -> members.put("origin", new JsonString(origin)));
    return new JsonObject(members).write();
  }

  private static String modelsJson(List<ModelDescription> models) {
    List<Json> elements = models.stream().<Json>map(Responses::modelJson).toList();
    return new JsonObject(Map.of("models", new JsonArray(elements))).write();
  }

  // A member without a value is absent, as in usage records.
  private static JsonObject modelJson(ModelDescription model) {
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
