package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Door;
import dev.streambed.bench.client.StoppableDoor;
import dev.streambed.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// Opens connections to the gateway, all for the same customer and model. Whoever opens one closes
/// it.
///
/// @param stack where the gateway is
/// @param entrance the front door for HTTP
/// @param token the customer's
/// @param model the model's id
record Doors(LocalStack stack, Entrance entrance, String token, String model) {

  /// For answers of any length over HTTP.
  Door http() throws IOException {
    return Door.gateway(url(), token, model);
  }

  /// For short answers over HTTP.
  StoppableDoor stoppableHttp() throws IOException {
    return StoppableDoor.http(url(), entrance.requests(url()), token, model);
  }

  /// For answers of any length over WebSocket.
  Door webSocket() throws IOException {
    return Door.socket(webSocketUrl(), token, model);
  }

  /// For short answers over WebSocket.
  StoppableDoor stoppableWebSocket() throws IOException {
    return StoppableDoor.socket(webSocketUrl(), token, model);
  }

  /// Why there is no connection over WebSocket.
  Optional<String> lacksWebSocket() {
    return stack.webSocketUrl().isPresent()
        ? Optional.empty()
        : Optional.of("the template has no WebSocket API");
  }

  private URI url() {
    return entrance.of(stack).orElseThrow(() -> Stage.lacking(entrance + " front door"));
  }

  private URI webSocketUrl() {
    return stack.webSocketUrl().orElseThrow(() -> Stage.lacking("WebSocket API"));
  }
}
