package dev.streambed.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client of a WebSocket API: the JDK's.
public final class TestWebSocketClient implements AutoCloseable {

  private static final int SECONDS = 60;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final boolean reads;
  private final WebSocket socket;

  private TestWebSocketClient(URI uri, boolean reads, String protocol, String... headers)
      throws Exception {
    this.reads = reads;
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int index = 0; index + 1 < headers.length; index += 2) {
      builder.header(headers[index], headers[index + 1]);
    }
    if (!protocol.isEmpty()) {
      String[] all = protocol.split(", ", -1);
      builder.subprotocols(all[0], java.util.Arrays.copyOfRange(all, 1, all.length));
    }
    this.socket = builder.buildAsync(uri, new Listener()).get(SECONDS, TimeUnit.SECONDS);
  }

  /// Connects.
  ///
  /// @param headers names and values in turn
  public static TestWebSocketClient connect(URI uri, String... headers) throws Exception {
    return new TestWebSocketClient(uri, true, "", headers);
  }

  /// Connects and never reads.
  public static TestWebSocketClient deaf(URI uri) throws Exception {
    return new TestWebSocketClient(uri, false, "");
  }

  /// Connects and offers subprotocols.
  ///
  /// @param protocols with comma and space between them
  public static TestWebSocketClient offering(String protocols, URI uri, String... headers)
      throws Exception {
    return new TestWebSocketClient(uri, true, protocols, headers);
  }

  /// The subprotocol that was chosen, or the empty string.
  public String protocol() {
    return socket.getSubprotocol();
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  public void sendBinary(byte[] bytes) {
    socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
  }

  /// The next message.
  public String next() throws InterruptedException {
    String message = received.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within " + SECONDS + " seconds");
    }
    return message;
  }

  /// The next message, as JSON.
  public JsonNode nextJson() throws InterruptedException {
    String text = next();
    return Json.parse(text.getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new AssertionError("not JSON: " + text));
  }

  /// How many received messages were not taken yet.
  public int waiting() {
    return received.size();
  }

  /// Status and reason of the end, with a space between; `1006` or `lost` without a close frame.
  public String ending() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  /// Ends in good order.
  public void close(int status, String reason) {
    socket.sendClose(status, reason).join();
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder message = new StringBuilder();

    @Override
    public void onOpen(WebSocket opened) {
      if (reads) {
        opened.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        received.add(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete((status + " " + reason).strip());
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete("lost");
    }
  }
}
