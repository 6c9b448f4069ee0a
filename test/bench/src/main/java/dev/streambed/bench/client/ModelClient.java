package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/// A client of a model, over one keep-alive connection. Not thread-safe.
public interface ModelClient extends AutoCloseable {

  /// Requests an answer and waits for its end.
  ///
  /// @throws IOException if the answer is invalid, incomplete or out of order
  Answer ask(AnswerSpec answerSpec) throws IOException;

  @Override
  void close() throws IOException;

  /// Through the gateway, over HTTP.
  ///
  /// @param url the URL for streamed answers
  static ModelClient gateway(URI url, String apiKey, String model) throws IOException {
    return HttpModelClient.gateway(url, apiKey, model, TimedBytes.large());
  }

  /// Through the gateway, over HTTP, in one of its APIs.
  ///
  /// @param base what the paths of the APIs are relative to
  static ModelClient dialect(Dialect dialect, URI base, String apiKey, String model)
      throws IOException {
    return HttpModelClient.dialect(dialect, base, apiKey, model);
  }

  /// Through the gateway, over WebSocket.
  ///
  /// @param url the URL of the stage
  static ModelClient webSocket(URI url, String apiKey, String model) throws IOException {
    return WebSocketModelClient.open(url, apiKey, model, TimedBytes.large());
  }

  /// Straight to an endpoint that requires a signature but does not verify it.
  static ModelClient bedrock(URI endpoint, String model, Clock clock) throws IOException {
    return HttpModelClient.bedrock(endpoint, model, clock);
  }
}
