package dev.streambed.gateway.transport;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import java.util.Optional;

/// Reads the events of a WebSocket API.
record SocketReader(JsonObject event, RequestId requestId) {

  /// API Gateway takes no more, and its events carry no more in base64.
  private static final int LARGEST_MESSAGE = 128 * 1024;

  /// Reads the event; nothing when it is of a type that there is not.
  Optional<SocketEvent> read(Context context) {
    return switch (context().text("eventType").orElse("")) {
      case "CONNECT" -> Optional.of(connecting());
      case "MESSAGE" -> Optional.of(said(context));
      case "DISCONNECT" -> Optional.of(new SocketEvent.Ended(connection(), requestId));
      default -> Optional.empty();
    };
  }

  private SocketEvent connecting() {
    SocketHandshake handshake = SocketHandshake.of(event);
    return new SocketEvent.Connecting(
        connection(), requestId, handshake.headers(), handshake.offersProtocol());
  }

  private SocketEvent said(Context context) {
    String function = Optional.ofNullable(context.getInvokedFunctionArn()).orElse("");
    return new SocketEvent.Said(connection(), requestId, message(), function);
  }

  private ClientMessage message() {
    return switch (new BodyReader(LARGEST_MESSAGE).read(event, Headers.NONE)) {
      case BodyReader.Outcome.Good(Payload body) -> MessageReader.read(body);
      case BodyReader.Outcome.Bad(Problem problem) -> new ClientMessage.Wrong(problem, "");
    };
  }

  private Connection connection() {
    return new Connection(
        context().text("apiId").orElse(""),
        context().text("stage").orElse(""),
        context().text("connectionId").orElse(""));
  }

  private JsonObject context() {
    return event.objectOrEmpty("requestContext");
  }
}
