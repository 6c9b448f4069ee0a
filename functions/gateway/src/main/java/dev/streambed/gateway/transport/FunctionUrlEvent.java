package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.RequestLine;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.runtime.FrontDoor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The event of a Function URL: payload format 2.0.
record FunctionUrlEvent(JsonObject event) implements HttpEvent {

  @Override
  public Transport transport() {
    return Transport.FUNCTION_URL;
  }

  @Override
  public FrontDoor frontDoor() {
    return FrontDoor.FUNCTION_URL;
  }

  @Override
  public RequestLine target() {
    JsonObject http = context().objectOrEmpty("http");
    String path = event.text("rawPath").or(() -> http.text("path")).orElse("/");
    String method = http.text("method").orElse("").toUpperCase(Locale.ROOT);
    return new RequestLine(method, HttpEvent.normalizePath(path), parameters());
  }

  @Override
  public Headers headers() {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, Json> header : event.objectOrEmpty("headers").members().entrySet()) {
      if (header.getValue() instanceof JsonString(String value)) {
        values.put(header.getKey(), value);
      }
    }
    return Headers.of(values);
  }

  @Override
  public Instant receivedAt() {
    return Instant.ofEpochMilli(context().number("timeEpoch").orElse(0));
  }

  @Override
  public boolean streams() {
    return true;
  }

  private JsonObject context() {
    return event.objectOrEmpty("requestContext");
  }
}
