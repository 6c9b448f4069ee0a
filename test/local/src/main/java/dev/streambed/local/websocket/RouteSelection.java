package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.template.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A route selection expression such as `$request.body.action`.
///
/// @param path the names of the members that lead to the route's key
record RouteSelection(List<String> path) {

  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{?request\\.body\\.([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)}?");

  static RouteSelection of(Resource api) {
    String text = api.text("RouteSelectionExpression");
    Matcher expression = EXPRESSION.matcher(text);
    if (!expression.matches()) {
      throw api.unsupported("RouteSelectionExpression " + text);
    }
    return new RouteSelection(List.of(expression.group(1).split("\\.")));
  }

  /// The route key in a message.
  ///
  /// @return nothing when the message is not JSON, or has no text there
  Optional<String> of(String message) {
    JsonNode value = Json.parse(message.getBytes(StandardCharsets.UTF_8)).orElse(Json.object());
    for (String name : path) {
      value = value.path(name);
    }
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }
}
