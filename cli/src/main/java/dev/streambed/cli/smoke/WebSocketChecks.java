package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Optional;

/// The checks of the WebSocket API. Each opens a connection of its own.
record WebSocketChecks(HttpClient http, URI uri, String key, String model) {

  private static final Finding.FrontDoor DOOR = Finding.FrontDoor.WEBSOCKET;
  private static final String WRONG_KEY = "sb_0000000000000000000000000000000000000000000";
  private static final int MOST_MESSAGES = 5_000;

  /// The end of an answer.
  ///
  /// @param last its last message
  /// @param chunks how many messages with text came
  /// @param inOrder whether `seq` counted from 0
  private record End(JsonObject last, int chunks, boolean inOrder) {}

  List<Check> all() {
    return List.of(
        Check.free(DOOR, "ping", 2, this::ping),
        Check.free(DOOR, "wrong key", 1, this::wrongKey),
        Check.free(DOOR, "unknown model", 2, this::unknownModel),
        new Check(DOOR, "answer", 2, 1, Prompt.SHORT_TOKENS, this::answer),
        new Check(DOOR, "stop", 3, 1, Prompt.LONG_TOKENS, this::stop));
  }

  private void ping(Observations seen) throws IOException {
    try (WebSocketClient connection = connect()) {
      seen.expect(
          connection.subprotocol().equals("streambed.v1"),
          "of two subprotocols streambed.v1 is chosen",
          "'" + connection.subprotocol() + "'");
      connection.send("{\"action\":\"ping\"}");
      JsonObject message = connection.next();
      seen.expect(isOfType(message, "pong"), "{\"type\":\"pong\"}", message.write());
    }
  }

  private void wrongKey(Observations seen) throws IOException {
    try (WebSocketClient _ = WebSocketClient.connect(http, uri, WRONG_KEY)) {
      seen.expect(false, "the handshake fails with 401", "a connection");
    } catch (IOException failed) {
      Optional<Integer> status = handshakeStatus(failed);
      seen.expect(
          status.filter(Integer.valueOf(401)::equals).isPresent(),
          "the handshake fails with 401",
          status.map(number -> "status " + number).orElse(String.valueOf(failed.getMessage())));
    }
  }

  private static Optional<Integer> handshakeStatus(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WebSocketHandshakeException handshake) {
        return Optional.of(handshake.getResponse().statusCode());
      }
    }
    return Optional.empty();
  }

  private void unknownModel(Observations seen) throws IOException {
    Prompt prompt = Prompt.brief("amazon.nova-streambed-smoke-v1:0");
    try (WebSocketClient connection = connect()) {
      connection.send(invoke(prompt).orElseThrow());
      JsonObject message = connection.next();
      seen.expect(
          isOfType(message, "error")
              && message.text("code").filter("model_not_allowed"::equals).isPresent()
              && !message.has("seq"),
          "an error without seq, code model_not_allowed",
          message.write());
    }
  }

  private void answer(Observations seen) throws IOException {
    Optional<String> invoke = invoke(Prompt.brief(model));
    if (invoke.isEmpty()) {
      seen.notChecked("an answer", "the model's own format is not known here");
      return;
    }
    try (WebSocketClient connection = connect()) {
      connection.send(invoke.get());
      End end = end(connection, false);
      seen.expect(
          isOfType(end.last(), "done") && end.last().object("usage").isPresent(),
          "start, content, done with usage",
          end.chunks() + " chunks, then " + end.last().write());
      seen.expect(end.chunks() > 0 && end.inOrder(), "seq counts from 0", end.chunks() + " chunks");
    }
  }

  private void stop(Observations seen) throws IOException {
    Optional<String> invoke = invoke(Prompt.lengthy(model));
    if (invoke.isEmpty()) {
      seen.notChecked("a stop", "the model's own format is not known here");
      return;
    }
    try (WebSocketClient connection = connect()) {
      connection.send(invoke.get());
      End end = end(connection, true);
      seen.expect(
          isOfType(end.last(), "done")
              && end.last().text("stopReason").filter("stopped"::equals).isPresent(),
          "behind its first chunk the answer still runs, and a stop ends it: \"stopReason\":\"stopped\"",
          end.chunks() + " chunks, then " + end.last().write());
    }
  }

  private WebSocketClient connect() throws IOException {
    return WebSocketClient.connect(http, uri, key);
  }

  private static Optional<String> invoke(Prompt prompt) {
    return prompt
        .ownFormat()
        .map(members ->
            "{\"action\":\"invoke\",\"id\":\"smoke\",\"modelId\":%s,%s}"
                .formatted(prompt.quotedModel(), members));
  }

  private static End end(WebSocketClient connection, boolean stop) throws IOException {
    int chunks = 0;
    long seq = 0;
    boolean inOrder = true;
    for (int count = 0; count < MOST_MESSAGES; count++) {
      JsonObject message = connection.next();
      inOrder &= message.number("seq").orElse(-1) == seq++;
      if (isOfType(message, "content")) {
        if (stop && chunks == 0) {
          connection.send("{\"action\":\"stop\",\"id\":\"smoke\"}");
        }
        chunks++;
      }
      if (isOfType(message, "done") || isOfType(message, "error")) {
        return new End(message, chunks, inOrder);
      }
    }
    throw new IOException("the answer does not end");
  }

  private static boolean isOfType(JsonObject message, String type) {
    return message.text("type").filter(type::equals).isPresent();
  }
}
