package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.RequestBody;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import dev.streambed.local.http.ServiceError;
import dev.streambed.local.iam.RequestAuthorizer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// `@connections`: posts to connections, describes them and closes them. Thread-safe.
///
/// @param api the API
/// @param connections its connections
/// @param requestAuthorizer checks its requests
record ConnectionsApi(
    WebSocketApi api, Connections connections, RequestAuthorizer requestAuthorizer) {

  private static final String ACTION = "execute-api:ManageConnections";
  private static final ServiceError GONE = new ServiceError(410, "GoneException", Json.object());
  private static final ServiceError TOO_LARGE =
      ServiceError.of(413, "PayloadTooLargeException", "Message too long");
  private static final ServiceError TOO_MUCH =
      ServiceError.of(429, "LimitExceededException", "The client does not read");

  /// Handles one request.
  ///
  /// @param escapedId the connection's id as in the path
  Result answer(WebSocketApi.Stage stage, String escapedId, Request request) throws IOException {
    return switch (RequestBody.read(request, Connection.LARGEST_MESSAGE)) {
      case RequestBody.TooLarge _ -> new Result.Refused(TOO_LARGE);
      case RequestBody.Whole(byte[] body) ->
          switch (requestAuthorizer.check(request, body)) {
            case RequestAuthorizer.Result.Refused(ServiceError error) -> new Result.Refused(error);
            case RequestAuthorizer.Result.Known(String accessKeyId) -> {
              String id = URLDecoder.decode(escapedId, StandardCharsets.UTF_8);
              String what = request.getMethod() + "/@connections/" + id;
              yield requestAuthorizer
                  .refuse(accessKeyId, ACTION, api.arn(stage, what))
                  .<Result>map(Result.Refused::new)
                  .orElseGet(() -> answer(request.getMethod(), stage, id, body));
            }
          };
    };
  }

  private Result answer(String method, WebSocketApi.Stage stage, String id, byte[] body) {
    if (!IdGenerator.isValid(id)) {
      return new Result.Refused(
          ServiceError.of(400, "BadRequestException", "Invalid connectionId: " + id));
    }
    Optional<Connection> connection = connections.find(stage, id);
    if (connection.isEmpty()) {
      return new Result.Refused(GONE);
    }
    return switch (method) {
      case "POST" -> post(connection.get(), new String(body, StandardCharsets.UTF_8));
      case "GET" -> new Result.Described(described(connection.get()));
      case "DELETE" -> delete(connection.get());
      default -> new Result.Refused(ServiceError.of(403, "ForbiddenException", "Forbidden"));
    };
  }

  private Result post(Connection connection, String text) {
    return switch (connection.send(text)) {
      case ON_ITS_WAY -> {
        connection.isActive(connections.clock().instant());
        yield new Result.Done(200);
      }
      case TOO_MUCH -> new Result.Refused(TOO_MUCH);
      case GONE -> new Result.Refused(GONE);
    };
  }

  private static Result delete(Connection connection) {
    connection.close(
        Connection.CloseReason.of(Connection.CloseReason.NORMAL, "Connection Closed Normally"));
    return new Result.Done(204);
  }

  private static ObjectNode described(Connection connection) {
    ObjectNode json =
        Json.object().put("connectedAt", connection.caller().connectedAt().toString());
    json.putObject("identity")
        .put("sourceIp", connection.caller().sourceIp())
        .put("userAgent", connection.caller().userAgent());
    return json.put("lastActiveAt", connection.lastActive().toString());
  }

  /// A response of `@connections`.
  sealed interface Result {

    /// Success without a body.
    record Done(int status) implements Result {}

    /// The state of a connection.
    record Described(ObjectNode json) implements Result {}

    /// An error.
    record Refused(ServiceError error) implements Result {}

    default void send(Response response, Callback callback) {
      switch (this) {
        case Done(int status) ->
            Responses.send(
                ResponseHead.of(status, "application/json"), new byte[0], response, callback);
        case Described(ObjectNode json) ->
            Responses.send(
                ResponseHead.of(200, "application/json"), Json.bytes(json), response, callback);
        case Refused(ServiceError error) -> error.send(response, callback);
      }
    }
  }
}
