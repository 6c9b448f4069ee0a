package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// The path of a call of a REST API, as routes are written. The event's own `path` begins with a
/// custom domain's base path, which nobody here knows; the resource and its variables do not.
///
/// @param event of payload format 1.0
record RestApiPath(JsonObject event) {

  /// The resource as the template declares it: `/requests/{requestId}`.
  String resource() {
    return event
        .text("resource")
        .or(() -> event.objectOrEmpty("requestContext").text("resourcePath"))
        .orElse("/");
  }

  /// The resource with the values of its variables.
  String path() {
    return PathNormalizer.normalize(filled().orElseGet(this::withoutStage));
  }

  /// Nothing when a variable has no value.
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

  // `{proxy+}` stands for all the rest of a path.
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
