package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the events of a WebSocket API.
record WebSocketEventReader(JsonObject event, RequestId requestId) {

  /// The largest message that API Gateway accepts, and so the largest base64 body of its events.
  private static final int LARGEST_MESSAGE = 128 * 1024;

  /// Reads the event; empty when its type is unknown.
  Optional<WebSocketEvent> read(Context context) {
    return switch (context().text("eventType").orElse("")) {
      case "CONNECT" -> Optional.of(connectRequested());
      case "MESSAGE" -> Optional.of(messageReceived(context));
      case "DISCONNECT" -> Optional.of(new WebSocketEvent.Disconnected(connection(), requestId));
      default -> Optional.empty();
    };
  }

  private WebSocketEvent connectRequested() {
    WebSocketHandshake handshake = WebSocketHandshake.of(event);
    return new WebSocketEvent.ConnectRequested(
        connection(), requestId, handshake.headers(), handshake.offersProtocol());
  }

  private WebSocketEvent messageReceived(Context context) {
    String function = Optional.ofNullable(context.getInvokedFunctionArn()).orElse("");
    return new WebSocketEvent.MessageReceived(connection(), requestId, message(), function);
  }

  private WebSocketMessage message() {
    return switch (new BodyReader(LARGEST_MESSAGE).read(event, Headers.NONE)) {
      case BodyReader.Result.Valid(Payload body) -> WebSocketMessageReader.read(body);
      case BodyReader.Result.Invalid(Problem problem) -> new WebSocketMessage.Invalid(problem, "");
    };
  }

  private WebSocketConnection connection() {
    return new WebSocketConnection(
        context().text("apiId").orElse(""),
        context().text("stage").orElse(""),
        context().text("connectionId").orElse(""));
  }

  private JsonObject context() {
    return event.objectOrEmpty("requestContext");
  }

  /// The handshake request of a WebSocket. Browsers cannot set headers, so they send the API key as
  /// a subprotocol: `bearer.<token>`.
  ///
  /// @param headers include an API key from the subprotocols as `authorization`
  private record WebSocketHandshake(Headers headers, boolean offersProtocol) {

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
      return new WebSocketHandshake(
          Headers.of(headers), offers.contains(WebSocketResponse.PROTOCOL));
    }

    private static void put(Map<String, String> headers, String name, Json value) {
      // Some of API Gateway's events contain empty headers.
      if (value instanceof JsonString(String text) && !text.isEmpty()) {
        headers.put(name.toLowerCase(Locale.ROOT), text);
      }
    }

    // Subprotocols may be spread over several headers, of which the single-value map has only the
    // last.
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
}
