package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;

/// An open WebSocket connection that offers no extension. One thread may read while another writes.
final class SocketConnection implements AutoCloseable {

  private static final String PROTOCOL = "streambed.v1";
  private static final String SWITCHED = "HTTP/1.1 101 ";
  private static final int KEY_BYTES = 16;

  private final Wire wire;
  private final Random random = new Random();
  private int at;

  private SocketConnection(Wire wire) {
    this.wire = wire;
  }

  /// Connects and shakes hands.
  ///
  /// @throws IOException when the server does not take it
  static SocketConnection open(URI url, String token, Tape tape) throws IOException {
    SocketConnection connection = new SocketConnection(Wire.to(url, tape));
    try {
      connection.shakeHands(url, token);
      return connection;
    } catch (IOException refused) {
      connection.close();
      throw refused;
    }
  }

  /// Sends a message and begins the tape anew.
  ///
  /// @return when, as `System.nanoTime()`
  long ask(String message) throws IOException {
    at = 0;
    return wire.ask(ClientFrame.of(message, random));
  }

  /// Sends a message while an answer comes.
  void send(String message) throws IOException {
    wire.write(ClientFrame.of(message, random));
  }

  /// Reads the next message, waiting for it.
  ///
  /// @throws IOException when the connection is closed, or a message came in several frames
  Frame next() throws IOException {
    while (true) {
      Optional<Frame> frame = Frame.at(wire.tape(), at);
      if (frame.isEmpty()) {
        wire.record();
        continue;
      }
      at = frame.get().end();
      switch (frame.get().first()) {
        case Frame.WHOLE_TEXT -> {
          return frame.get();
        }
        case Frame.PING -> {}
        case Frame.CLOSE -> throw new IOException("the connection was closed");
        default -> throw new IOException("not a message in one frame: " + frame.get());
      }
    }
  }

  /// Whether something came after the last message that was read.
  boolean hasMore() {
    return at < wire.tape().length();
  }

  String text(Frame frame) {
    return new String(wire.tape().copy(frame.begin(), frame.end()), StandardCharsets.UTF_8);
  }

  /// When its last byte was there, as `System.nanoTime()`.
  long arrival(Frame frame) {
    return wire.tape().arrival(frame.end() - 1);
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private void shakeHands(URI url, String token) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    String request =
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: %s\r
        Sec-WebSocket-Protocol: %s, bearer.%s\r
        \r
        """
            .formatted(
                url.getRawPath(),
                url.getAuthority(),
                Base64.getEncoder().encodeToString(key),
                PROTOCOL,
                token);
    wire.ask(request.getBytes(StandardCharsets.ISO_8859_1));
    String head = wire.readHead();
    if (!head.startsWith(SWITCHED) || !head.contains(": " + PROTOCOL + "\r\n")) {
      throw new IOException("not a connection to be measured: " + head.lines().toList());
    }
  }
}
