package dev.streambed.ownruntime.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.ownruntime.PackagingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection to the WebSocket API.
///
/// @param socket the connection
/// @param messages what has come over it
record WebSocketTrainer(WebSocket socket, BlockingQueue<String> messages) implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  static WebSocketTrainer connect(HttpClient http, URI url, String key) {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + key)
            .buildAsync(url, new Collector(messages))
            .join();
    return new WebSocketTrainer(socket, messages);
  }

  /// Asks for an answer and waits for its end.
  void ask(ObjectNode body) throws InterruptedException {
    String id = UUID.randomUUID().toString();
    body.put("action", "invoke").put("id", id);
    send(body);
    await("\"type\":\"done\"");
  }

  void ping() throws InterruptedException {
    send(Json.object().put("action", "ping"));
    await("\"type\":\"pong\"");
  }

  private void send(ObjectNode message) {
    socket.sendText(new String(Json.bytes(message), StandardCharsets.UTF_8), true).join();
  }

  private void await(String wanted) throws InterruptedException {
    String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (message != null && !message.contains(wanted)) {
      if (message.contains("\"type\":\"error\"")) {
        throw new PackagingException("an answer over WebSocket failed in the training: " + message);
      }
      message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    if (message == null) {
      throw new PackagingException("no " + wanted + " came over WebSocket in the training");
    }
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private record Collector(BlockingQueue<String> messages) implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      messages.add(text.toString());
      return WebSocket.Listener.super.onText(socket, text, last);
    }
  }
}
