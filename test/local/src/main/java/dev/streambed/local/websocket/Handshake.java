package dev.streambed.local.websocket;

import dev.streambed.local.http.Arrival;
import dev.streambed.local.http.Replies;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.vocabulary.Json;
import dev.streambed.local.websocket.Integration.Result;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets clients connect as far as the `$connect` function does. Thread-safe.
///
/// @param integration the functions
/// @param ids makes ids
/// @param upgrade makes a connection of a request
record Handshake(Integration integration, Ids ids, Upgrade upgrade) {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";

  /// A client that waits for its answer.
  record Waiting(Turn turn, Request request, Response response, Callback callback) {}

  /// Makes a connection of a request.
  interface Upgrade {

    /// Accepts a client.
    ///
    /// @param protocol the subprotocol that was chosen, one of those offered
    void accept(Waiting client, Optional<String> protocol);
  }

  void answer(WebSocketApi.Stage stage, Request request, Response response, Callback callback)
      throws InterruptedException {
    Arrival arrival = Arrival.of(request);
    Caller caller = Caller.of(arrival, ids.next(), stage);
    Turn turn = new Turn(caller, SocketRoute.CONNECT, ids.next(), arrival.time());
    Waiting client = new Waiting(turn, request, response, callback);
    Optional<SocketRoute> route = integration.api().route(SocketRoute.CONNECT);
    if (route.isEmpty()) {
      upgrade.accept(client, Optional.empty());
      return;
    }
    byte[] event = new SocketEvent(integration.api()).connect(turn, arrival);
    switch (integration.invoke(route.get(), turn, event)) {
      case Result.Failed(SocketError error) -> refuse(client, error);
      case Result.Answered(SocketAnswer answer) -> finish(client, answer);
    }
  }

  private void finish(Waiting client, SocketAnswer answer) {
    if (!answer.isSuccess()) {
      refuse(client, SocketError.refused(answer.head().status()));
    } else if (answer.protocol().filter(it -> !offers(client).contains(it)).isPresent()) {
      // Sent on, it would make every client fail; Jetty does not send it.
      refuse(client, SocketError.BAD_ANSWER);
    } else {
      upgrade.accept(client, answer.protocol());
    }
  }

  private static List<String> offers(Waiting client) {
    HttpFields headers = client.request().getHeaders();
    return new QuotedCSV(false, headers.getValuesList(PROTOCOL).toArray(String[]::new)).getValues();
  }

  private static void refuse(Waiting client, SocketError error) {
    List<Header> headers =
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("x-amzn-RequestId", client.turn().requestId()));
    Replies.send(
        new ResponseHead(error.status(), headers),
        Json.bytes(error.json(client.turn())),
        client.response(),
        client.callback());
  }
}
