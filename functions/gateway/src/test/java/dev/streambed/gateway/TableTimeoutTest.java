package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TestAws;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How long the function's clients wait for tables, on real sockets.
@Timeout(120)
class TableTimeoutTest {

  /// Six seconds, and what a busy machine adds to them.
  private static final Duration A_FEW_SECONDS = Duration.ofSeconds(25);

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void givesATableUpThatTakesRequestsAndSaysNothing() throws Exception {
    try (ScriptedBedrock tables =
            ScriptedBedrock.start((_, _) -> Thread.sleep(Duration.ofMinutes(2)));
        AwsClients clients = clients(tables.uri())) {
      assertThat(failure(clients)).isEqualTo("NoAnswerException");
      assertThat(tables.requests()).isEqualTo(4);
    }
  }

  @Test
  void givesATableUpThatStopsInTheMiddleOfAnAnswer() throws Exception {
    try (ScriptedBedrock tables =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream().chunk("{".getBytes(StandardCharsets.UTF_8));
              Thread.sleep(Duration.ofMinutes(2));
            });
        AwsClients clients = clients(tables.uri())) {
      assertThat(failure(clients)).isEqualTo("NoAnswerException");
    }
  }

  @Test
  void givesATableUpThatDoesNotTakeConnections() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket hole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(hole, waiting);
      try (AwsClients clients = clients(uri(hole))) {
        failure(clients);
      }
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void givesATableUpThatRefusesConnections() throws Exception {
    URI nowhere;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = uri(closed);
    }
    try (AwsClients clients = clients(nowhere)) {
      failure(clients);
    }
  }

  @Test
  void waitsForATableWhileThisProcessHasOtherWork() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ScriptedBedrock tables =
            ScriptedBedrock.start((exchange, _) -> {
              Thread.sleep(Duration.ofMillis(3_500));
              exchange.answer(Map.of(), EMPTY);
            });
        AwsClients clients = clients(tables.uri())) {
      Thread work = Thread.ofPlatform().start(() -> workUntil(over));
      put(clients);
      over.set(true);
      work.join();
      assertThat(tables.requests()).as("one attempt, which was answered").isEqualTo(1);
    }
  }

  @Test
  void waitsNoLongerThanTheCallerDoes() throws Exception {
    Deadline deadline = Deadline.in(Duration.ofMillis(700), InstantSource.system());
    try (ScriptedBedrock tables =
            ScriptedBedrock.start((_, _) -> Thread.sleep(Duration.ofMinutes(2)));
        AwsClients clients = clients(tables.uri())) {
      for (int call = 0; call < 2; call++) {
        assertThatExceptionOfType(AwsException.class)
            .isThrownBy(() -> within(deadline, clients))
            .satisfies(e -> assertThat(e.errorName()).isEqualTo("NoTimeException"));
      }
      assertThat(tables.requests()).as("after the deadline nothing is sent").isEqualTo(1);
    }
  }

  private static Void within(Deadline deadline, AwsClients clients) {
    return CallDeadline.within(
        deadline,
        () -> {
          put(clients);
          return null;
        });
  }

  private static String failure(AwsClients clients) {
    long start = System.nanoTime();
    try {
      put(clients);
      throw new AssertionError("answered");
    } catch (AwsException e) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_FEW_SECONDS);
      return e.errorName();
    }
  }

  // The kernel completes some connections of a server that does not accept any, and then no more.
  private static void fill(ServerSocket hole, List<Socket> waiting) throws Exception {
    try {
      while (waiting.size() < 10) {
        Socket socket = new Socket();
        waiting.add(socket);
        socket.connect(hole.getLocalSocketAddress(), 300);
      }
    } catch (SocketTimeoutException _) {
      // It is full.
    }
  }

  private static void workUntil(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  private static AwsClients clients(URI endpoint) {
    return AwsClients.of(
        TestAws.settings("us-east-1", Map.of("", endpoint.toString())), System.getenv());
  }

  private static URI uri(ServerSocket socket) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private static void put(AwsClients clients) {
    clients.dynamoDb().putItem(TableRequest.of("t").item(Map.of("k", AttributeValue.fromS("v"))));
  }
}
