package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A way to the gateway whose answers can be stopped. Has little memory: for answers that are
/// short, or stopped soon. Not thread-safe.
public interface StoppableClient extends ModelClient {

  /// Asks, stops the answer while it comes, and waits for its end.
  ///
  /// @param after how long after its first byte it is stopped
  /// @return nothing when the answer came to its own end before; the door is good for nothing more
  /// @throws IOException when the stop was refused, or what came is not an answer
  Optional<StoppedAnswer> stop(AnswerSpec answerSpec, Duration after) throws IOException;

  /// Over HTTP; stops with a request of its own.
  ///
  /// @param url where the seed format is answered with a stream
  /// @param requests the path under which running answers are deleted, ending in a slash
  static StoppableClient http(URI url, URI requests, String token, String model)
      throws IOException {
    HttpModelClient door = HttpModelClient.gateway(url, token, model, TimedBytes.small());
    return new StoppableHttpClient(door, new StopRequest(requests, token));
  }

  /// Over WebSocket; stops with a message.
  ///
  /// @param url the stage
  static StoppableClient webSocket(URI url, String token, String model) throws IOException {
    return WebSocketModelClient.open(url, token, model, TimedBytes.small());
  }
}
