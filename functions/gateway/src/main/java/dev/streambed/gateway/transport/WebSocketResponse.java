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

/// The way back through a WebSocket API's route: the handshake's outcome, or one message on the
/// same connection. Without a status API Gateway tells the client of an internal error.
public record WebSocketResponse(Response response) {

  /// The subprotocol that is spoken here.
  public static final String PROTOCOL = "streambed.v1";

  private static final int OK = 200;

  /// Lets a client connect.
  ///
  /// @param withProtocol whether it offered [#PROTOCOL]: it would not connect if it were told of
  ///   one that it did not offer, or, in browsers, of none
  public void connect(boolean withProtocol) throws IOException {
    Json protocol = new JsonObject(Map.of("Sec-WebSocket-Protocol", new JsonString(PROTOCOL)));
    write(OK, withProtocol ? Map.of("headers", protocol) : Map.of());
  }

  /// Does not let it.
  ///
  /// @param status of HTTP
  public void refuse(int status) throws IOException {
    write(status, Map.of());
  }

  /// Has nothing to say.
  public void empty() throws IOException {
    write(OK, Map.of());
  }

  /// Says something.
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
