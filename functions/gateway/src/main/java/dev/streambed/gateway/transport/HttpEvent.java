package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.runtime.FrontDoor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The event of an HTTP call. The front doors have different event formats.
sealed interface HttpEvent permits FunctionUrlEvent, RestApiEvent {

  JsonObject event();

  Transport transport();

  FrontDoor frontDoor();

  RequestLine target();

  Headers headers();

  /// The decoded query parameters. For a repeated parameter, one front door sends all values,
  /// separated by commas, and the other sends the last.
  default Map<String, String> parameters() {
    Map<String, String> values = new HashMap<>();
    event()
        .objectOrEmpty("queryStringParameters")
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            values.put(name, text);
          }
        });
    return values;
  }

  /// When the front door received the call; [Instant#EPOCH] when the event does not say.
  Instant receivedAt();

  /// Whether the front door streams the response.
  boolean streams();

  /// A path in the form of routes: one slash before each part and none at the end. Clients often
  /// join a base URL that ends in a slash with a path that starts with one.
  static String normalizePath(String path) {
    StringBuilder tidied = new StringBuilder(path.length());
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        tidied.append('/').append(part);
      }
    }
    return tidied.isEmpty() ? "/" : tidied.toString();
  }
}
