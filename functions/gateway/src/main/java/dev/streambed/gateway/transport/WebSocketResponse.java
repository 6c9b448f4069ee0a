package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The response to a WebSocket API's event: the outcome of the handshake, or one message on the
/// same connection. It always has a status, without which API Gateway reports an internal error to
/// the client.
public record WebSocketResponse(Response response) {

  /// The subprotocol that the gateway supports.
  public static final String PROTOCOL = "streambed.v1";

  private static final int OK = 200;

  /// Accepts a connection.
  ///
  /// @param withProtocol whether the client offered [#PROTOCOL]. A client rejects a subprotocol
  ///   that it did not offer, and a browser also rejects the lack of one
  public void connect(boolean withProtocol) throws IOException {
    Json protocol = new JsonObject(Map.of("Sec-WebSocket-Protocol", new JsonString(PROTOCOL)));
    write(OK, withProtocol ? Map.of("headers", protocol) : Map.of());
  }

  /// Refuses a connection.
  ///
  /// @param status the HTTP status
  public void refuse(int status) throws IOException {
    write(status, Map.of());
  }

  /// Responds without a message.
  public void empty() throws IOException {
    write(OK, Map.of());
  }

  /// Responds with a message.
  public void message(String json) throws IOException {
    write(OK, Map.of("body", new JsonString(json)));
  }

  private void write(int status, Map<String, Json> more) throws IOException {
    Map<String, Json> answer = new LinkedHashMap<>();
    answer.put("statusCode", JsonNumber.of(status));
    answer.putAll(more);
    response
        .buffer("application/json")
        .write(new JsonObject(answer).write().getBytes(StandardCharsets.UTF_8));
  }
}
