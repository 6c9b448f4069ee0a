package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/// A way to a model, over one kept connection. Not thread-safe.
public interface ModelClient extends AutoCloseable {

  /// Asks and waits for the answer's end.
  ///
  /// @throws IOException when the answer is not one, not whole, or not in order
  Answer ask(AnswerSpec answerSpec) throws IOException;

  @Override
  void close() throws IOException;

  /// Through the gateway, over HTTP.
  ///
  /// @param url where the seed format is answered with a stream
  static ModelClient gateway(URI url, String token, String model) throws IOException {
    return HttpModelClient.gateway(url, token, model, TimedBytes.large());
  }

  /// Through the gateway, over WebSocket.
  ///
  /// @param url the stage
  static ModelClient webSocket(URI url, String token, String model) throws IOException {
    return WebSocketModelClient.open(url, token, model, TimedBytes.large());
  }

  /// Straight to an endpoint that checks no signature, only that there is one.
  static ModelClient bedrock(URI endpoint, String model, Clock clock) throws IOException {
    return HttpModelClient.bedrock(endpoint, model, clock);
  }
}
