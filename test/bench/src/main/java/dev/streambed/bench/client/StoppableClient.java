package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A client whose answers can be stopped. It has a small buffer, for short answers or early stops.
/// Not thread-safe.
public interface StoppableClient extends ModelClient {

  /// Requests an answer, stops it while it arrives, and waits for its end.
  ///
  /// @param after the delay of the stop after the first byte
  /// @return empty if the answer ended before the stop; the client is then unusable
  /// @throws IOException if the stop was refused, or the answer is invalid
  Optional<StoppedAnswer> stop(AnswerSpec answerSpec, Duration after) throws IOException;

  /// Over HTTP; stops with a separate request.
  ///
  /// @param url the URL for streamed answers
  /// @param requests the path under which running answers are deleted, ending in a slash
  static StoppableClient http(URI url, URI requests, String apiKey, String model)
      throws IOException {
    HttpModelClient client = HttpModelClient.gateway(url, apiKey, model, TimedBytes.small());
    return new StoppableHttpClient(client, new StopRequest(requests, apiKey));
  }

  /// Over WebSocket; stops with a message.
  ///
  /// @param url the URL of the stage
  static StoppableClient webSocket(URI url, String apiKey, String model) throws IOException {
    return WebSocketModelClient.open(url, apiKey, model, TimedBytes.small());
  }
}
