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

/// The event of an HTTP call. The front doors put the same things in different places.
sealed interface HttpEvent permits FunctionUrlEvent, RestApiEvent {

  JsonObject event();

  Transport transport();

  FrontDoor frontDoor();

  RequestLine target();

  Headers headers();

  /// The parameters of the query, which both front doors decode. Of one that is repeated one sends
  /// all values with commas between, the other the last.
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

  /// When the front door took the call, or [Instant#EPOCH] when it does not say.
  Instant receivedAt();

  /// Whether the front door passes the answer on while it is written.
  boolean streams();

  /// A path as routes are written: a slash before each part and none at the end. A base URL that
  /// ends in a slash is often joined with a path that begins with one.
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
