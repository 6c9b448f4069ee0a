package dev.streambed.cli.smoke;

import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection to the WebSocket API. Waits at most 60 seconds for a message.
final class WebSocketClient implements AutoCloseable {

  private static final int LONGEST_MESSAGE = 200_000;
  private static final long WAIT_SECONDS = 60;

  private final WebSocket socket;
  private final Messages messages;

  private WebSocketClient(WebSocket socket, Messages messages) {
    this.socket = socket;
    this.messages = messages;
  }

  /// Connects as a browser does, with the key as a subprotocol.
  ///
  /// @throws IOException if the handshake fails; the cause is then the JDK's
  static WebSocketClient connect(HttpClient http, URI uri, String key) throws IOException {
    Messages messages = new Messages();
    WebSocket socket =
        GatewayClient.await(
            http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(30))
                .subprotocols("streambed.v1", "bearer." + key)
                .buildAsync(uri, messages));
    return new WebSocketClient(socket, messages);
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  void send(String json) throws IOException {
    GatewayClient.await(socket.sendText(json, true));
  }

  /// The next message; an empty object if it is no JSON object.
  ///
  /// @throws IOException if none comes, or the connection has ended
  JsonObject next() throws IOException {
    try {
      String text = messages.queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        throw new IOException("no message within %d seconds".formatted(WAIT_SECONDS));
      }
      if (text.isEmpty()) {
        throw new IOException("the connection was closed");
      }
      return HttpReply.object(text);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Messages implements WebSocket.Listener {

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>(10_000);
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (text.length() > LONGEST_MESSAGE) {
        end();
        socket.abort();
        return null;
      }
      if (last) {
        if (!text.isEmpty()) {
          add(text.toString());
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      end();
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      end();
    }

    private void end() {
      add("");
    }

    // Beyond what any answer here has, nothing is kept.
    private void add(String message) {
      boolean isKept = queue.offer(message);
      if (!isKept) {
        text.setLength(0);
      }
    }
  }
}
