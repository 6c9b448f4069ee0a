package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.response.ProblemFormat;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `GET /v1/models` and `GET /v1/models/{id}`.
///
/// @param id of one model; empty for all
public record AnthropicModelList(Optional<String> id) implements ProblemFormat {

  private static final String PREFIX = "/anthropic";
  private static final String PATH = "/v1/models";
  private static final String VERSION_HEADER = "anthropic-version";

  /// The day of a snapshot: `-20251001`.
  private static final Pattern DAY = Pattern.compile("-(20\\d\\d)([01]\\d)([0-3]\\d)(?!\\d)");

  /// The form of a call's answer; empty when the call asks for something else. The path alone may
  /// be another API's: Anthropic's clients send their version with it.
  public static Optional<AnthropicModelList> of(InboundCall inboundCall) {
    String path = inboundCall.requestLine().path();
    if (path.startsWith(PREFIX + PATH)) {
      return ofPath(path.substring(PREFIX.length()));
    }
    return inboundCall.headers().get(VERSION_HEADER).isPresent() ? ofPath(path) : Optional.empty();
  }

  private static Optional<AnthropicModelList> ofPath(String path) {
    if (path.equals(PATH)) {
      return Optional.of(new AnthropicModelList(Optional.empty()));
    }
    return path.startsWith(PATH + "/")
        ? Optional.of(
            new AnthropicModelList(Optional.of(decoded(path.substring(PATH.length() + 1)))))
        : Optional.empty();
  }

  /// Writes the models, or the one that was asked for.
  ///
  /// @param models that the caller may use
  public void models(ResponseSink sink, List<ModelDescription> models, RequestId requestId)
      throws IOException {
    if (id.isEmpty()) {
      write(sink, list(models.stream().map(AnthropicModelList::model).toList()), requestId);
      return;
    }
    Optional<JsonObject> model =
        models.stream()
            .filter(each -> each.id().value().equals(id.get()))
            .findFirst()
            .map(AnthropicModelList::model);
    if (model.isPresent()) {
      write(sink, model.get(), requestId);
    } else {
      problem(sink, Problem.of(ErrorCode.NOT_FOUND, "There is no such model here."), requestId);
    }
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
    return new ObjectBuilder()
        .put("data", new JsonArray(List.copyOf(models)))
        .put("has_more", new JsonBoolean(false))
        .put("first_id", models.isEmpty() ? new JsonNull() : idOf(models.getFirst()))
        .put("last_id", models.isEmpty() ? new JsonNull() : idOf(models.getLast()))
        .build();
  }

  private static Json idOf(JsonObject model) {
    return model.get("id").orElseGet(JsonNull::new);
  }

  private static JsonObject model(ModelDescription model) {
    return ObjectBuilder.ofType("model")
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

  private static String decoded(String id) {
    try {
      return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return id;
    }
  }
}
