package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpConnectionsTest {

  private static final AwsCredentials CREDENTIALS = new AwsCredentials("AKIDEXAMPLE", "secret", "");

  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final HttpConnections connections = new HttpConnections();
  private HttpServer server;
  private AwsServiceClient client;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
    client =
        new AwsServiceClient(
            connections,
            new RequestSigner(() -> CREDENTIALS, "us-east-1", "dynamodb"),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    connections.close();
    server.stop(0);
  }

  @Test
  void areUsedAgain() {
    for (int request = 0; request < 3; request++) {
      assertThat(send().body()).asString().isEqualTo("ok");
    }
    assertThat(ports).hasSize(3).containsOnly(ports.getFirst());
  }

  @Test
  void areOpenedAnewAfterASnapshot() {
    send();
    connections.forget();
    send();
    assertThat(ports).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void areNoneWhenTheyAreClosed() {
    send();
    connections.close();
    assertThatExceptionOfType(NoResponseException.class)
        .isThrownBy(this::send)
        .matches(e -> e.reason() == NoResponseException.Reason.NOT_CONNECTED);
    assertThat(ports).hasSize(1);
  }

  private AwsResponse send() {
    return client.send(new AwsRequest("/", Map.of(), new byte[] {'{', '}'}));
  }
}
