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
import java.util.Optional;

/// Writes the responses of the HTTP routes.
public final class ResponseWriters {

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> SECRET =
      Map.of("content-type", "application/json", "cache-control", "no-store");
  private static final Map<String, String> PREFLIGHT =
      Map.of("content-type", "application/json", "allow", "DELETE, GET, HEAD, POST, OPTIONS");

  private ResponseWriters() {}

  /// A writer for a streamed answer.
  ///
  /// @param cost empty where it cannot be told
  public static ResponseWriter streamed(
      ResponseSink responseSink,
      ModelRequest modelRequest,
      RequestId requestId,
      Optional<AnswerCost> cost) {
    return responseSink.streams()
        ? new SseResponseWriter(responseSink, modelRequest.includeUsage(), requestId, cost)
        : new JsonArrayResponseWriter(responseSink, modelRequest.includeUsage(), requestId, cost);
  }

  /// Writes a buffered answer: Bedrock's JSON, unchanged.
  public static void document(ResponseSink responseSink, Payload json) throws IOException {
    responseSink.begin(200, JSON).write(json.bytes());
  }

  /// Writes the list of models that the caller may use.
  public static void models(ResponseSink responseSink, List<ModelDescription> models)
      throws IOException {
    responseSink.begin(200, JSON).write(utf8(modelsJson(models)));
  }

  /// Writes a newly issued browser key, with headers that forbid caching.
  public static void issued(ResponseSink responseSink, IssuedKey token) throws IOException {
    responseSink.begin(201, SECRET).write(utf8(keyJson(token)));
  }

  /// Writes a response that consists of an error only.
  public static void problem(ResponseSink responseSink, Problem problem, RequestId requestId)
      throws IOException {
    responseSink
        .begin(problem.code().status(), ErrorJson.headers(problem))
        .write(utf8(ErrorJson.of(problem, requestId)));
  }

  /// Writes the response of a health check.
  public static void health(ResponseSink responseSink) throws IOException {
    responseSink.begin(200, JSON).write(utf8("{\"status\":\"ok\"}"));
  }

  /// Confirms that a stop was requested.
  ///
  /// @param answer the request id of the answer that will stop
  public static void stopping(ResponseSink responseSink, RequestId answer) throws IOException {
    responseSink
        .begin(202, JSON)
        .write(utf8("{\"requestId\":\"" + answer.value() + "\",\"stopping\":true}"));
  }

  /// Writes the result of a sweep.
  ///
  /// @param closed how many requests of dead functions were closed
  public static void swept(ResponseSink responseSink, int closed, boolean finished)
      throws IOException {
    responseSink
        .begin(200, JSON)
        .write(utf8("{\"closed\":" + closed + ",\"finished\":" + finished + "}"));
  }

  /// Writes the response to a CORS preflight request. The response sink adds the CORS headers.
  public static void preflight(ResponseSink responseSink) throws IOException {
    responseSink.begin(200, PREFLIGHT).write(utf8("{}"));
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
    List<Json> elements = models.stream().<Json>map(ResponseWriters::modelJson).toList();
    return new JsonObject(Map.of("models", new JsonArray(elements))).write();
  }

  // A member without a value is left out, as in usage records.
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
