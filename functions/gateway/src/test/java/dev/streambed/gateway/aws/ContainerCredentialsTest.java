package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.streambed.gateway.fixture.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ContainerCredentialsTest {

  private final TestClock clock = TestClock.at("2026-11-21T09:00:00Z");
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final HttpServer server = server();
  private String answer = answer("2026-11-21T10:00:00Z");
  private int status = 200;

  @AutoClose private final HttpConnections connections = new HttpConnections();
  private final ContainerCredentials credentials =
      new ContainerCredentials(connections, uri(), "secret-token", clock);

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void areFetchedOnceUntilTheyAreAboutToExpire() {
    assertThat(credentials.current()).isEqualTo(new AwsCredentials("AKID1", "s", "t"));
    clock.advance(Duration.ofMinutes(58));
    assertThat(credentials.current().accessKeyId()).isEqualTo("AKID1");
    clock.advance(Duration.ofMinutes(1));
    assertThat(credentials.current().accessKeyId()).isEqualTo("AKID2");
    assertThat(tokens).containsExactly("secret-token", "secret-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"AccessKeyId\":\"A\"}", "{"})
  void areNotWhatCannotBeRead(String body) {
    answer = body;
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(credentials::current)
        .matches(e -> e.errorName().equals("NoCredentials"));
  }

  @Test
  void areNotThoseOfAnError() {
    status = 500;
    assertThatExceptionOfType(AwsException.class).isThrownBy(credentials::current);
  }

  @Test
  void areKeptUntilTheyExpireWhenNoneCanBeFetched() {
    assertThat(credentials.current().accessKeyId()).isEqualTo("AKID1");
    status = 500;
    clock.advance(Duration.ofSeconds(3570));
    assertThat(credentials.current().accessKeyId()).isEqualTo("AKID1");
    assertThat(tokens).as("one, and three attempts").hasSize(4);
    clock.advance(Duration.ofSeconds(30));
    assertThatExceptionOfType(AwsException.class).isThrownBy(credentials::current);
  }

  @Test
  void areMissingWhereNobodyListens() {
    server.stop(0);
    assertThatExceptionOfType(NoResponseException.class)
        .isThrownBy(credentials::current)
        .matches(NoResponseException::isConnectionFailure);
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/role?a=b");
  }

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      made.createContext(
          "/role",
          exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body =
                answer.replace("AKID", "AKID" + tokens.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      return made;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String answer(String expiration) {
    return "{\"AccessKeyId\":\"AKID\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\""
        + expiration
        + "\"}";
  }
}
