package dev.streambed.e2e.caller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A client with one connection to the product's WebSocket API. It checks the sequence numbers of
/// every answer.
public final class WebSocketCaller implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private WebSocketCaller(URI uri, String... protocols) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    builder.subprotocols(
        protocols[0], List.of(protocols).subList(1, protocols.length).toArray(String[]::new));
    this.socket = builder.buildAsync(uri, new Listener()).join();
  }

  /// Connects with an API key as a subprotocol, as browsers do.
  public static WebSocketCaller connect(URI uri, String apiKey) {
    return new WebSocketCaller(uri, "streambed.v1", "bearer." + apiKey);
  }

  /// The status of a failed handshake.
  public static int handshakeStatus(URI uri, String apiKey) {
    try (WebSocketCaller _ = connect(uri, apiKey)) {
      return 101;
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().statusCode();
      }
      throw refused;
    }
  }

  /// The subprotocol that the product chose.
  public String protocol() {
    return socket.getSubprotocol();
  }

  public void send(String message) {
    socket.sendText(message, true).join();
  }

  /// Sends a question; the answer's id is the question's marker.
  public void invoke(TestRequest testRequest) {
    send(message(testRequest));
  }

  public void stop(TestRequest testRequest) {
    send("{\"action\":\"stop\",\"id\":\"" + testRequest.marker() + "\"}");
  }

  /// The message with a question.
  public static String message(TestRequest testRequest) {
    String body = testRequest.body();
    return "{\"action\":\"invoke\",\"id\":\"" + testRequest.marker() + "\"," + body.substring(1);
  }

  /// The messages of one answer so far.
  public List<JsonNode> messages(TestRequest testRequest) {
    return all(message -> message.path("id").asText().equals(testRequest.marker()));
  }

  public List<JsonNode> all(Predicate<JsonNode> which) {
    return messages.stream().filter(which).toList();
  }

  /// The text of one answer so far.
  public String text(TestRequest testRequest) {
    return messages(testRequest).stream()
        .map(message -> message.path("content").asText())
        .collect(Collectors.joining());
  }

  /// Waits for an answer's last message or its refusal.
  public JsonNode awaitLast(TestRequest testRequest) throws InterruptedException {
    return await(message ->
        message.path("id").asText().equals(testRequest.marker())
            && List.of("done", "error").contains(message.path("type").asText()));
  }

  /// Waits for a message.
  public JsonNode await(Predicate<JsonNode> which) throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      List<JsonNode> found = all(which);
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come: only " + messages);
      }
      Thread.sleep(2);
    }
  }

  /// Closes the connection regularly and waits for the end.
  public void closeAndWait() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    closed.join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void keep(String text) throws IOException {
    JsonNode message =
        Json.parse(text.getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IOException("not JSON: " + text));
    String id = message.path("id").asText();
    long before =
        messages.stream()
            .filter(earlier -> earlier.has("seq") && earlier.path("id").asText().equals(id))
            .count();
    if (message.has("seq") && message.path("seq").asLong() != before) {
      throw new IOException(before + " was due: " + text);
    }
    messages.add(message);
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          keep(text.toString());
        } catch (IOException wrong) {
          onError(from, wrong);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return null;
    }

    // Tells a waiting reader why no message arrives.
    @Override
    public void onError(WebSocket from, Throwable error) {
      messages.add(Json.object().put("broken", String.valueOf(error.getMessage())));
      closed.complete(0);
    }
  }
}
