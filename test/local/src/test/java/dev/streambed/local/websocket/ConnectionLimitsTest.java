package dev.streambed.local.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.local.Eventually;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.TestHttpClient;
import dev.streambed.local.TestWebSocketClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
@TestInstance(Lifecycle.PER_CLASS)
class ConnectionLimitsTest {

  private static final String LARGE =
      "{\"action\":\"invoke\",\"x-sample\":\"{'statusCode':200,'body':'fine'}\",\"fill\":\"%s\"}";

  @TempDir private static Path folder;

  private LocalStack stack;
  private URI url;

  @BeforeAll
  void start() {
    SampleAssembly.in(folder);
    stack = LocalStack.start(LocalStackOptions.of(folder));
    url = stack.webSocketUrl().orElseThrow();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @BeforeEach
  void resetTimes() throws Exception {
    stack.connections().change(ConnectionTimeouts.ofApiGateway());
    Eventually.until(() -> stack.connections().views().isEmpty());
  }

  @Test
  void takesMessagesUpTo128KilobytesInSmallFrames() throws Exception {
    try (TestWebSocketClient client = TestWebSocketClient.connect(url)) {
      client.send(message(128 << 10));
      assertThat(client.next()).isEqualTo("fine");
      client.send(message((128 << 10) + 1));
      assertThat(client.ending()).startsWith("1009");
    }
  }

  @Test
  void refusesFramesOver32Kilobytes() throws Exception {
    WebSocketClient jetty = new WebSocketClient();
    jetty.setMaxFrameSize(1 << 20);
    jetty.setAutoFragment(false);
    jetty.start();
    try {
      Hearing hearing = new Hearing();
      Session session = jetty.connect(hearing, url).get(60, TimeUnit.SECONDS);
      session.sendText(message(32 << 10), Callback.NOOP);
      assertThat(hearing.message.get(60, TimeUnit.SECONDS)).isEqualTo("fine");
      session.sendText(message((32 << 10) + 1), Callback.NOOP);
      assertThat(hearing.status.get(60, TimeUnit.SECONDS)).isEqualTo(1009);
    } finally {
      jetty.stop();
    }
  }

  @Test
  void refusesBinaryMessages() throws Exception {
    try (TestWebSocketClient client = TestWebSocketClient.connect(url)) {
      client.sendBinary(new byte[] {1});
      assertThat(client.ending()).startsWith("1003");
    }
  }

  @Test
  void endsIdleConnectionsAndThoseOnly() throws Exception {
    times(800, 60_000);
    try (TestWebSocketClient idle = TestWebSocketClient.connect(url);
        TestWebSocketClient busy = TestWebSocketClient.connect(url)) {
      CompletableFuture<Boolean> ended = ended(idle);
      while (!ended.isDone()) {
        busy.send(message(200));
        assertThat(busy.next()).isEqualTo("fine");
      }
      assertThat(idle.ending()).isEqualTo("1001 Going away");
      Eventually.until(() -> stack.connections().views().size() == 1);
      busy.send(message(200));
      assertThat(busy.next()).isEqualTo("fine");
    }
  }

  @Test
  void endsBusyConnectionsWhenTheyAreOld() throws Exception {
    times(60_000, 60_000);
    // The function's start is no part of the time.
    try (TestWebSocketClient first = TestWebSocketClient.connect(url)) {
      first.send(message(200));
      assertThat(first.next()).isEqualTo("fine");
    }
    times(60_000, 700);
    try (TestWebSocketClient busy = TestWebSocketClient.connect(url)) {
      CompletableFuture<Boolean> ended = ended(busy);
      int answered = 0;
      while (!ended.isDone()) {
        busy.send(message(200));
        // The connection may end before the last answer.
        Eventually.until(() -> busy.waiting() > 0 || ended.isDone());
        if (busy.waiting() > 0) {
          assertThat(busy.next()).isEqualTo("fine");
          answered++;
        }
        Thread.sleep(400);
      }
      assertThat(answered).isPositive();
      assertThat(busy.ending()).isEqualTo("1001 Going away");
    }
  }

  @Test
  void changesTheTimesOfOpenConnections() throws Exception {
    try (TestWebSocketClient client = TestWebSocketClient.connect(url);
        TestHttpClient control = new TestHttpClient()) {
      Eventually.until(() -> stack.connections().views().size() == 1);
      URI route = stack.controlUrl().resolve("connection-times");
      assertThat(control.get(route).body()).contains("600000", "7200000");
      assertThat(control.send("POST", route, "{\"maximumMillis\":0}").statusCode()).isEqualTo(400);
      assertThat(control.send("POST", route, "{\"maximumMillis\":50}").body())
          .contains("\"idleMillis\" : 600000", "\"maximumMillis\" : 50");
      assertThat(client.ending()).isEqualTo("1001 Going away");
    }
  }

  @Test
  void losesAConnectionWithoutACloseFrame() throws Exception {
    try (TestWebSocketClient client = TestWebSocketClient.connect(url);
        TestHttpClient control = new TestHttpClient()) {
      Eventually.until(() -> stack.connections().views().size() == 1);
      String id = stack.connections().views().getFirst().id();
      assertThat(control.get(stack.controlUrl().resolve("connections")).body()).contains(id);
      URI one = stack.controlUrl().resolve("connections/" + id);
      assertThat(control.send("DELETE", one, "").statusCode()).isEqualTo(200);
      assertThat(client.ending()).isEqualTo("1006");
      Eventually.until(() -> stack.connections().views().isEmpty());
      assertThat(control.send("DELETE", one, "").statusCode()).isEqualTo(404);
    }
  }

  private void times(long idle, long maximum) {
    stack
        .connections()
        .change(new ConnectionTimeouts(Duration.ofMillis(idle), Duration.ofMillis(maximum)));
  }

  private static CompletableFuture<Boolean> ended(TestWebSocketClient client) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return !client.ending().isEmpty();
      } catch (Exception late) {
        throw new IllegalStateException(late);
      }
    });
  }

  /// A message of exactly this many bytes.
  private static String message(int bytes) {
    return LARGE.formatted("a".repeat(bytes - LARGE.length() + 2));
  }

  /// Public because Jetty calls it by reflection.
  public static final class Hearing implements Session.Listener.AutoDemanding {

    private final CompletableFuture<String> message = new CompletableFuture<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    @Override
    public void onWebSocketText(String text) {
      message.complete(text);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
      status.complete(statusCode);
      callback.succeed();
    }
  }
}
