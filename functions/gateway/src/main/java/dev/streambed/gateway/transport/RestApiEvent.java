package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.runtime.FrontDoor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The event of a REST API's Lambda proxy integration.
record RestApiEvent(JsonObject event) implements HttpEvent {

  /// Method and resource of each BUFFERED method in the template.
  private static final Set<String> BUFFERED =
      Set.of(
          "POST /bedrock",
          "DELETE /requests/{requestId}",
          "GET /models",
          "GET /usage",
          "POST /keys",
          "POST /tokens");

  /// Headers whose repeated values are joined, because each of them matters.
  private static final Set<String> JOINED =
      Set.of("content-encoding", "x-request-id", "x-streambed-tags");

  @Override
  public Transport transport() {
    return Transport.REST_API;
  }

  @Override
  public FrontDoor frontDoor() {
    return FrontDoor.REST_API;
  }

  @Override
  public RequestLine target() {
    return new RequestLine(method(), new RestApiPath(event).path(), parameters());
  }

  @Override
  public Headers headers() {
    Map<String, String> values = new HashMap<>();
    event.objectOrEmpty("headers").members().forEach((name, value) -> put(values, name, value));
    event
        .objectOrEmpty("multiValueHeaders")
        .members()
        .forEach((name, value) ->
            put(
                values,
                name,
                JOINED.contains(name.toLowerCase(Locale.ROOT)) ? joined(value) : first(value)));
    return Headers.of(values);
  }

  @Override
  public Instant receivedAt() {
    return Instant.ofEpochMilli(context().number("requestTimeEpoch").orElse(0));
  }

  @Override
  public boolean streams() {
    return !BUFFERED.contains(method() + " " + new RestApiPath(event).resource());
  }

  private String method() {
    return event.text("httpMethod").orElse("").toUpperCase(Locale.ROOT);
  }

  // Joined with commas, as a Function URL does.
  private static Json joined(Json value) {
    if (!(value instanceof JsonArray(var elements))) {
      return value;
    }
    List<String> texts = new ArrayList<>();
    for (Json element : elements) {
      if (element instanceof JsonString(String text)) {
        texts.add(text);
      }
    }
    return new JsonString(String.join(",", texts));
  }

  private static Json first(Json value) {
    return value instanceof JsonArray(var elements) && !elements.isEmpty()
        ? elements.getFirst()
        : value;
  }

  private static void put(Map<String, String> values, String name, Json value) {
    if (value instanceof JsonString(String text)) {
      values.put(name, text);
    }
  }

  private JsonObject context() {
    return event.objectOrEmpty("requestContext");
  }

  /// The path of a REST API call, in the form of routes. It is built from the resource and its
  /// variables, because the event's own `path` starts with the base path of a custom domain, which
  /// the function does not know.
  ///
  /// @param event payload format 1.0
  private record RestApiPath(JsonObject event) {

    /// The resource as the template declares it: `/requests/{requestId}`.
    String resource() {
      return event
          .text("resource")
          .or(() -> event.objectOrEmpty("requestContext").text("resourcePath"))
          .orElse("/");
    }

    /// The resource with the values of its variables.
    String path() {
      return HttpEvent.normalizePath(filled().orElseGet(this::withoutStage));
    }

    /// The resource with its values; empty when a variable has no value.
    private Optional<String> filled() {
      JsonObject values = event.objectOrEmpty("pathParameters");
      StringBuilder path = new StringBuilder();
      for (String part : resource().split("/", -1)) {
        boolean isVariable = part.startsWith("{") && part.endsWith("}");
        Optional<String> value = isVariable ? values.text(nameOf(part)) : Optional.of(part);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        path.append('/').append(value.get());
      }
      return Optional.of(path.toString());
    }

    // `{proxy+}` matches the rest of a path.
    private static String nameOf(String variable) {
      int end = variable.endsWith("+}") ? 2 : 1;
      return variable.substring(1, variable.length() - end);
    }

    private String withoutStage() {
      String path = event.text("path").orElse("/");
      String stage = "/" + event.objectOrEmpty("requestContext").text("stage").orElse("");
      return path.equals(stage) || path.startsWith(stage + "/")
          ? path.substring(stage.length())
          : path;
    }
  }
}
