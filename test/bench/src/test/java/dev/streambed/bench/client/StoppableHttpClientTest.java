package dev.streambed.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // set before each test
final class StoppableHttpClientTest {

  private static final AnswerSpec ANSWER_SPEC = AnswerSpec.paced(100, 50);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<String> deleted = new AtomicReference<>("");
  private HttpServer server;
  private int status = 202;
  private String ending = "event: done\ndata: {\"stopReason\":\"stopped\"}\n\n";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/bedrock", this::answer);
    server.createContext("/requests/", this::stop);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void stopsTheAnswerByTheIdInItsHead() throws IOException {
    try (StoppableClient client = client()) {
      StoppedAnswer stop = client.stop(ANSWER_SPEC, Duration.ofMillis(30)).orElseThrow();

      assertThat(deleted.get()).isEqualTo("DELETE /requests/the-id Bearer token");
      assertThat(stop.answer().chunks()).extracting(Chunk::sentAt).containsExactly(1L, 2L);
      assertThat(Duration.ofNanos(stop.stopSentAt() - stop.answer().sentAt()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(30));
      assertThat(stop.timeToLastChunk()).isPositive().isLessThanOrEqualTo(stop.timeToEnd());
    }
  }

  @Test
  void failsWhenTheStopIsRefused() throws IOException {
    status = 404;
    try (StoppableClient client = client()) {
      assertThatThrownBy(() -> client.stop(ANSWER_SPEC, Duration.ZERO))
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage("status 404 to the stop: {}");
    }
  }

  @Test
  void returnsNothingWhenTheAnswerCameToItsOwnEnd() throws IOException {
    ending = "data: [DONE]\n\n";
    try (StoppableClient client = client()) {
      assertThat(client.stop(ANSWER_SPEC, Duration.ZERO)).isEmpty();
    }
  }

  private StoppableClient client() throws IOException {
    URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return StoppableClient.http(
        root.resolve("bedrock"), root.resolve("requests/"), "token", "amazon.nova-lite-v1:0");
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("X-Request-Id", "the-id");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      write(body, "data: {\"content\":\"1 \"}\n\n");
      stopped.await();
      write(body, "data: {\"content\":\"2 \"}\n\n" + ending);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(HttpExchange exchange) throws IOException {
    deleted.set(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization")));
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    stopped.countDown();
  }

  private static void write(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(StandardCharsets.UTF_8));
    body.flush();
  }
}
