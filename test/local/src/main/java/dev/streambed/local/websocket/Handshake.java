package dev.streambed.local.websocket;

import dev.streambed.local.domain.Json;
import dev.streambed.local.http.IncomingRequest;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import dev.streambed.local.websocket.Integration.Result;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Accepts or refuses clients as the `$connect` function decides. Thread-safe.
///
/// @param integration invokes the function
/// @param idGenerator generates connection ids
/// @param upgrade turns a request into a connection
record Handshake(Integration integration, IdGenerator idGenerator, Upgrade upgrade) {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";

  /// A client that waits for the handshake's response.
  record PendingClient(
      Integration.RouteInvocation routeInvocation,
      Request request,
      Response response,
      Callback callback) {}

  /// Turns a request into a connection.
  interface Upgrade {

    /// Accepts a client.
    ///
    /// @param protocol the subprotocol that was chosen, one of those offered
    void accept(PendingClient client, Optional<String> protocol);
  }

  void answer(WebSocketApi.Stage stage, Request request, Response response, Callback callback)
      throws InterruptedException {
    IncomingRequest incomingRequest = IncomingRequest.of(request);
    ClientIdentity clientIdentity = ClientIdentity.of(incomingRequest, idGenerator.next(), stage);
    Integration.RouteInvocation routeInvocation =
        new Integration.RouteInvocation(
            clientIdentity, WebSocketApi.Route.CONNECT, idGenerator.next(), incomingRequest.time());
    PendingClient client = new PendingClient(routeInvocation, request, response, callback);
    Optional<WebSocketApi.Route> route = integration.api().route(WebSocketApi.Route.CONNECT);
    if (route.isEmpty()) {
      upgrade.accept(client, Optional.empty());
      return;
    }
    byte[] event =
        new WebSocketEventFactory(integration.api()).connect(routeInvocation, incomingRequest);
    switch (integration.invoke(route.get(), routeInvocation, event)) {
      case Result.Failed(WebSocketError error) -> refuse(client, error);
      case Result.Answered(WebSocketResult answer) -> finish(client, answer);
    }
  }

  private void finish(PendingClient client, WebSocketResult answer) {
    if (!answer.isSuccess()) {
      refuse(client, WebSocketError.refused(answer.head().status()));
    } else if (answer.protocol().filter(it -> !offers(client).contains(it)).isPresent()) {
      // Passing it on would make every client fail; Jetty does not send it.
      refuse(client, WebSocketError.BAD_ANSWER);
    } else {
      upgrade.accept(client, answer.protocol());
    }
  }

  private static List<String> offers(PendingClient client) {
    HttpFields headers = client.request().getHeaders();
    return new QuotedCSV(false, headers.getValuesList(PROTOCOL).toArray(String[]::new)).getValues();
  }

  private static void refuse(PendingClient client, WebSocketError error) {
    List<Header> headers =
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("x-amzn-RequestId", client.routeInvocation().requestId()));
    Responses.send(
        new ResponseHead(error.status(), headers),
        Json.bytes(error.json(client.routeInvocation())),
        client.response(),
        client.callback());
  }
}
