package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The request that a WebSocket begins with. Browsers cannot set headers, and offer the token as a
/// subprotocol: `bearer.<token>`.
///
/// @param headers a token among the subprotocols is in `authorization`
record WebSocketHandshake(Headers headers, boolean offersProtocol) {

  private static final String PROTOCOLS = "sec-websocket-protocol";
  private static final String BEARER = "bearer.";

  static WebSocketHandshake of(JsonObject event) {
    Map<String, String> headers = new HashMap<>();
    List<String> offers = new ArrayList<>();
    event.objectOrEmpty("headers").members().forEach((name, value) -> put(headers, name, value));
    event
        .objectOrEmpty("multiValueHeaders")
        .members()
        .forEach((name, value) -> putAll(headers, name, value));
    for (String offer : headers.getOrDefault(PROTOCOLS, "").split(",", -1)) {
      offers.add(offer.strip());
    }
    offers.stream()
        .filter(offer -> offer.startsWith(BEARER))
        .findFirst()
        .ifPresent(
            offer -> headers.put("authorization", "Bearer " + offer.substring(BEARER.length())));
    return new WebSocketHandshake(Headers.of(headers), offers.contains(WebSocketResponse.PROTOCOL));
  }

  private static void put(Map<String, String> headers, String name, Json value) {
    // API Gateway has empty headers in some of its events.
    if (value instanceof JsonString(String text) && !text.isEmpty()) {
      headers.put(name.toLowerCase(Locale.ROOT), text);
    }
  }

  // The subprotocols may stand in several headers, of which only the last is single.
  private static void putAll(Map<String, String> headers, String name, Json values) {
    if (name.equalsIgnoreCase(PROTOCOLS) && values instanceof JsonArray(var elements)) {
      List<String> texts = new ArrayList<>();
      for (Json element : elements) {
        if (element instanceof JsonString(String text)) {
          texts.add(text);
        }
      }
      put(headers, name, new JsonString(String.join(",", texts)));
    }
  }
}
