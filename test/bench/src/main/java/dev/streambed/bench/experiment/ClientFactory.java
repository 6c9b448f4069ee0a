package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Dialect;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.client.StoppableClient;
import dev.streambed.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// Opens connections to the gateway, all for the same customer and model. The caller closes them.
///
/// @param stack the running stack
/// @param frontDoor the front door for HTTP
/// @param apiKey the customer's API key
/// @param model the model's id
record ClientFactory(LocalStack stack, FrontDoor frontDoor, String apiKey, String model) {

  /// For answers of any length over HTTP.
  ModelClient http() throws IOException {
    return ModelClient.gateway(url(), apiKey, model);
  }

  /// For answers of any length in one of the gateway's APIs.
  ModelClient http(Dialect dialect) throws IOException {
    URI base = frontDoor.requestsUri(url()).resolve("../");
    return ModelClient.dialect(dialect, base, apiKey, model);
  }

  /// For short answers over HTTP.
  StoppableClient stoppableHttp() throws IOException {
    return StoppableClient.http(url(), frontDoor.requestsUri(url()), apiKey, model);
  }

  /// For answers of any length over WebSocket.
  ModelClient webSocket() throws IOException {
    return ModelClient.webSocket(webSocketUrl(), apiKey, model);
  }

  /// For short answers over WebSocket.
  StoppableClient stoppableWebSocket() throws IOException {
    return StoppableClient.webSocket(webSocketUrl(), apiKey, model);
  }

  /// Why there is no WebSocket connection, if so.
  Optional<String> missingWebSocket() {
    return stack.webSocketUrl().isPresent()
        ? Optional.empty()
        : Optional.of("the template has no WebSocket API");
  }

  private URI url() {
    return frontDoor.uri(stack).orElseThrow(() -> BenchStack.lacking(frontDoor + " front door"));
  }

  private URI webSocketUrl() {
    return stack.webSocketUrl().orElseThrow(() -> BenchStack.lacking("WebSocket API"));
  }
}
