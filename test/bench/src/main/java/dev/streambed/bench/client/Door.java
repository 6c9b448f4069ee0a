package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/// A way to a model, over one kept connection. Not thread-safe.
public interface Door extends AutoCloseable {

  /// Asks and waits for the answer's end.
  ///
  /// @throws IOException when the answer is not one, not whole, or not in order
  Answer ask(Wish wish) throws IOException;

  @Override
  void close() throws IOException;

  /// Through the gateway, over HTTP.
  ///
  /// @param url where the seed format is answered with a stream
  static Door gateway(URI url, String token, String model) throws IOException {
    return HttpDoor.gateway(url, token, model, Tape.large());
  }

  /// Through the gateway, over WebSocket.
  ///
  /// @param url the stage
  static Door socket(URI url, String token, String model) throws IOException {
    return SocketDoor.open(url, token, model, Tape.large());
  }

  /// Straight to an endpoint that checks no signature, only that there is one.
  static Door bedrock(URI endpoint, String model, Clock clock) throws IOException {
    return HttpDoor.bedrock(endpoint, model, clock);
  }
}
