package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.ReceivedRequest.Outcome;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers that leave, that do not read, and that outlive the endpoint.
@Timeout(30)
class ClientDisconnectTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private BedrockEndpoint bedrock;

  @BeforeEach
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
  }

  @AfterEach
  void stop() {
    bedrock.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pieces=9 silence=30s@0",
        "pieces=9 hold",
        "pieces=100 interval=10s",
        "first=30s",
        "delay=30s",
        "pieces=1000000 rate=1000",
      })
  void endsTheAnswerWhenTheCallerHangsUp(String directive) throws Exception {
    ReceivedRequest request;
    try (Socket _ = asking("[[bedrock " + directive + "]]")) {
      request = bedrock.received().await(1, SOON);
      Thread.sleep(100);
      assertThat(request.outcome()).isEmpty();
    }
    Instant left = Instant.now();
    Outcome outcome = request.awaitOutcome(Duration.ofSeconds(8));
    assertThat(outcome).isInstanceOf(Outcome.ClientGone.class);
    assertThat(Duration.between(left, outcome.at())).isLessThan(Duration.ofSeconds(8));
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void endsTheAnswerOverEitherVersionOfHttp(HttpClient.Version version) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(version).build();
    UnsignedClient unsignedClient = new UnsignedClient(client, bedrock.uri());

    unsignedClient.novaStream("[[bedrock pieces=9 hold]]").body().close();

    assertThat(bedrock.received().await(1, SOON).awaitOutcome(SOON))
        .isInstanceOf(Outcome.ClientGone.class);
  }

  @Test
  void stopsSendingToACallerThatDoesNotRead() throws Exception {
    try (Socket _ = asking("[[bedrock pieces=100000 size=10000]]")) {
      ReceivedRequest request = bedrock.received().await(1, SOON);
      long before = -1;
      while (request.bytesSent() > before) {
        before = request.bytesSent();
        Thread.sleep(300);
      }
      assertThat(before).isLessThan(20_000_000);
      assertThat(request.outcome()).isEmpty();
      assertThat(request.chunksSent()).isPositive().isLessThan(2_000);
    }
  }

  @Test
  void endsAllAnswersWhenItIsClosed() throws Exception {
    try (Socket _ = asking("[[bedrock pieces=9 hold]]");
        Socket _ = asking("[[bedrock delay=30s]]");
        Socket _ = asking("[[bedrock pieces=100000 size=10000]]")) {
      bedrock.received().await(3, SOON);
      Thread.sleep(200);
      bedrock.close();
      for (ReceivedRequest request : bedrock.received().all()) {
        assertThat(request.awaitOutcome(SOON)).isNotInstanceOf(Outcome.Complete.class);
      }
    }
  }

  @Test
  void answersACallerThatSendsItsNextRequestEarly() throws Exception {
    String prompt = "[[bedrock text=\"a b\" first=200ms]]";
    try (Socket socket = asking(prompt)) {
      bedrock.received().await(1, SOON);
      socket.getOutputStream().write('P');
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n0\r\n\r\n");
    }
    assertThat(bedrock.received().await(1, SOON).awaitOutcome(SOON))
        .isInstanceOf(Outcome.Complete.class);
  }

  private Socket asking(String prompt) throws IOException {
    return RawConnection.asking(bedrock.uri(), prompt);
  }
}
