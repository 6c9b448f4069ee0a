package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// Reads the events of a WebSocket API.
record WebSocketEventReader(JsonObject event, RequestId requestId) {

  /// API Gateway takes no more, and its events carry no more in base64.
  private static final int LARGEST_MESSAGE = 128 * 1024;

  /// Reads the event; nothing when it is of a type that there is not.
  Optional<WebSocketEvent> read(Context context) {
    return switch (context().text("eventType").orElse("")) {
      case "CONNECT" -> Optional.of(connecting());
      case "MESSAGE" -> Optional.of(said(context));
      case "DISCONNECT" -> Optional.of(new WebSocketEvent.Disconnected(connection(), requestId));
      default -> Optional.empty();
    };
  }

  private WebSocketEvent connecting() {
    WebSocketHandshake handshake = WebSocketHandshake.of(event);
    return new WebSocketEvent.ConnectRequested(
        connection(), requestId, handshake.headers(), handshake.offersProtocol());
  }

  private WebSocketEvent said(Context context) {
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
}
