package dev.streambed.bench.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;

/// An open WebSocket connection without extensions. One thread may read while another writes.
final class WebSocketConnection implements AutoCloseable {

  private static final String PROTOCOL = "streambed.v1";
  private static final String SWITCHED = "HTTP/1.1 101 ";
  private static final int KEY_BYTES = 16;

  private final TimedSocket timedSocket;
  private final Random random = new Random();
  private int at;

  private WebSocketConnection(TimedSocket timedSocket) {
    this.timedSocket = timedSocket;
  }

  /// Connects and performs the handshake.
  ///
  /// @throws IOException if the server refuses it
  static WebSocketConnection open(URI url, String apiKey, TimedBytes timedBytes)
      throws IOException {
    WebSocketConnection connection = new WebSocketConnection(TimedSocket.to(url, timedBytes));
    try {
      connection.handshake(url, apiKey);
      return connection;
    } catch (IOException refused) {
      connection.close();
      throw refused;
    }
  }

  /// Sends a message and restarts the recorded bytes.
  ///
  /// @return the time of sending, as `System.nanoTime()`
  long ask(String message) throws IOException {
    at = 0;
    return timedSocket.sendRequest(WebSocketClientFrame.of(message, random));
  }

  /// Sends a message while an answer is arriving.
  void send(String message) throws IOException {
    timedSocket.write(WebSocketClientFrame.of(message, random));
  }

  /// Reads the next message, waiting for it.
  ///
  /// @throws IOException if the connection is closed, or a message has several frames
  WebSocketFrame next() throws IOException {
    while (true) {
      Optional<WebSocketFrame> frame = WebSocketFrame.at(timedSocket.tape(), at);
      if (frame.isEmpty()) {
        timedSocket.read();
        continue;
      }
      at = frame.get().end();
      switch (frame.get().first()) {
        case WebSocketFrame.WHOLE_TEXT -> {
          return frame.get();
        }
        case WebSocketFrame.PING -> {}
        case WebSocketFrame.CLOSE -> throw new IOException("the connection was closed");
        default -> throw new IOException("not a message in one frame: " + frame.get());
      }
    }
  }

  /// Whether bytes follow the last message that was read.
  boolean hasMore() {
    return at < timedSocket.tape().length();
  }

  String text(WebSocketFrame webSocketFrame) {
    return new String(
        timedSocket.tape().copy(webSocketFrame.begin(), webSocketFrame.end()),
        StandardCharsets.UTF_8);
  }

  /// When its last byte arrived, as `System.nanoTime()`.
  long arrival(WebSocketFrame webSocketFrame) {
    return timedSocket.tape().arrival(webSocketFrame.end() - 1);
  }

  @Override
  public void close() throws IOException {
    timedSocket.close();
  }

  private void handshake(URI url, String apiKey) throws IOException {
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
                apiKey);
    timedSocket.sendRequest(request.getBytes(StandardCharsets.ISO_8859_1));
    String head = timedSocket.readHead();
    if (!head.startsWith(SWITCHED) || !head.contains(": " + PROTOCOL + "\r\n")) {
      throw new IOException("not a connection to be measured: " + head.lines().toList());
    }
  }
}
