package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.aws.CallDeadline;
import dev.streambed.gateway.aws.NoTimeException;
import dev.streambed.gateway.aws.SdkFailure;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.domain.Deadline;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
        DynamoDbClient client = dynamoDb(tables.uri())) {
      assertThat(failure(client)).isEqualTo("NoAnswerException");
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
        DynamoDbClient client = dynamoDb(tables.uri())) {
      assertThat(failure(client)).isEqualTo("NoAnswerException");
    }
  }

  @Test
  void givesATableUpThatDoesNotTakeConnections() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket hole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(hole, waiting);
      try (DynamoDbClient client = dynamoDb(uri(hole))) {
        failure(client);
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
    try (DynamoDbClient client = dynamoDb(nowhere)) {
      failure(client);
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
        DynamoDbClient client = dynamoDb(tables.uri())) {
      Thread work = Thread.ofPlatform().start(() -> workUntil(over));
      put(client);
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
        DynamoDbClient client = dynamoDb(tables.uri())) {
      for (int call = 0; call < 2; call++) {
        assertThatExceptionOfType(SdkException.class)
            .isThrownBy(() -> within(deadline, client))
            .withCauseInstanceOf(NoTimeException.class);
      }
      assertThat(tables.requests()).as("after the deadline nothing is sent").isEqualTo(1);
    }
  }

  private static Void within(Deadline deadline, DynamoDbClient client) {
    return CallDeadline.within(
        deadline,
        () -> {
          put(client);
          return null;
        });
  }

  private static String failure(DynamoDbClient client) {
    long start = System.nanoTime();
    try {
      put(client);
      throw new AssertionError("answered");
    } catch (SdkException e) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_FEW_SECONDS);
      return SdkFailure.nameOf(e);
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

  private DynamoDbClient dynamoDb(URI endpoint) {
    return AwsClients.of(
            TestAws.settings("us-east-1", Map.of("", endpoint.toString())), System.getenv())
        .dynamoDb();
  }

  private static URI uri(ServerSocket socket) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private static void put(DynamoDbClient client) {
    client.putItem(request -> request.tableName("t").item(Map.of("k", AttributeValue.fromS("v"))));
  }
}
