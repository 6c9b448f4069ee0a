package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bedrock.ReceivedRequest.Outcome;
import dev.streambed.bedrock.fault.Fault;
import dev.streambed.bedrock.scripted.Script;
import dev.streambed.bedrock.signature.SecretKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// One endpoint forwards to another, which accepts nothing but the right signature of the user's
/// own key.
@Timeout(30)
class ForwardTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String USERS_ID = "AKIDUSER";
  private static final String USERS_SECRET = "the user's own";

  private BedrockEndpoint upstream;
  private BedrockEndpoint bedrock;
  private UnsignedClient unsignedClient;

  @BeforeEach
  void start() throws IOException {
    upstream =
        BedrockEndpoint.start(
            BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE))
                .withAccessKeys(SecretKeys.of(Map.of(USERS_ID, USERS_SECRET))));
    bedrock = forwardingTo(upstream.uri());
    unsignedClient = UnsignedClient.to(bedrock);
  }

  @AfterEach
  void stop() {
    bedrock.close();
    upstream.close();
  }

  @Test
  void signsAnewAndPassesWholeAnswersOn() throws Exception {
    HttpResponse<byte[]> response = unsignedClient.novaWhole("[[bedrock text=\"a b c\"]]");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("\"text\":\"a b c\"");
    assertThat(response.headers().firstValue("x-amzn-bedrock-output-token-count")).contains("3");
    ReceivedRequest arrived = upstream.received().await(1, SOON);
    assertThat(arrived.modelId()).isEqualTo(UnsignedClient.NOVA);
    assertThat(arrived.header("authorization").orElseThrow())
        .contains("Credential=" + USERS_ID + "/")
        .contains("/eu-west-1/bedrock/");
  }

  @Test
  void passesEscapedArnsOnAsTheyWere() throws Exception {
    String arn = "arn%3Aaws%3Abedrock%3Aeu-west-1%3A%3Afoundation-model%2Famazon.nova-lite-v1%3A0";
    assertThat(
            unsignedClient
                .whole("/model/" + arn + "/invoke", UnsignedClient.nova("a"))
                .statusCode())
        .isEqualTo(200);
    assertThat(upstream.received().await(1, SOON).path()).isEqualTo("/model/" + arn + "/invoke");
  }

  @Test
  void passesEachFrameOnBeforeTheNextOneIsThere() throws Exception {
    EventStreamReader eventStreamReader =
        new EventStreamReader(unsignedClient.novaStream("[[bedrock hold text=\"a b c\"]]").body());
    for (String expected : List.of("a", " b", " c")) {
      upstream.heldChunks().release(1);
      assertThat(eventStreamReader.nextNovaText()).isEqualTo(expected);
    }
    assertThat(eventStreamReader.rest()).isNotEmpty();
  }

  @Test
  void passesErrorsOn() throws Exception {
    HttpResponse<byte[]> response = unsignedClient.novaWhole("[[bedrock status=429]]");
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("ThrottlingException:");
  }

  @Test
  void endsTheUpstreamsAnswerWhenTheCallerLeavesInASilence() throws Exception {
    InputStream body = unsignedClient.novaStream("[[bedrock pieces=9 silence=30s@2]]").body();
    EventStreamReader eventStreamReader = new EventStreamReader(body);
    eventStreamReader.nextNovaText();
    eventStreamReader.nextNovaText();
    body.close();

    assertThat(upstream.received().await(1, SOON).awaitOutcome(SOON))
        .isInstanceOf(Outcome.ClientGone.class);
    assertThat(bedrock.received().await(1, SOON).awaitOutcome(SOON))
        .isInstanceOf(Outcome.ClientGone.class);
  }

  @Test
  void slowsTheUpstreamWhenTheCallerDoesNotRead() throws Exception {
    HttpResponse<InputStream> response =
        unsignedClient.novaStream("[[bedrock pieces=400 size=100000]]");
    ReceivedRequest request = upstream.received().await(1, SOON);
    long before = -1;
    while (request.bytesSent() > before) {
      before = request.bytesSent();
      Thread.sleep(500);
    }
    assertThat(before).isLessThan(30_000_000);
    assertThat(request.outcome()).isEmpty();

    assertThat(EventStreamReader.novaTexts(EventStreamReader.of(response.body()))).hasSize(400);
  }

  @Test
  void breaksOffWhereTheUpstreamBreaksOff() throws Exception {
    RawConnection.Body body =
        RawConnection.body(bedrock.uri(), "[[bedrock pieces=200 cut=1500 silence=200ms@3]]");

    assertThat(body.isComplete()).isFalse();
    assertThat(body.bytes()).hasSizeBetween(500, 1_500);
    assertThat(bedrock.received().await(1, SOON).awaitOutcome(SOON))
        .isInstanceOf(Outcome.Cut.class);
  }

  @Test
  void laysItsOwnFaultsOnForwardedAnswers() throws Exception {
    bedrock.faults().next(1, new Fault.ExceptionFrame("throttlingException", 3));
    List<EventStreamReader.Event> events =
        EventStreamReader.of(unsignedClient.novaStream("[[bedrock pieces=9]]").body());
    assertThat(events).hasSize(4);
    assertThat(events.getLast().type()).isEqualTo("throttlingException");
  }

  @Test
  void isUnavailableWhenTheUpstreamCannotBeReached() throws Exception {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
    try (BedrockEndpoint lonely = forwardingTo(nobody)) {
      HttpResponse<byte[]> response = UnsignedClient.to(lonely).novaWhole("a");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
          .startsWith("ServiceUnavailableException:");
    }
  }

  private static BedrockEndpoint forwardingTo(URI endpoint) throws IOException {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(USERS_ID, USERS_SECRET));
    return BedrockEndpoint.start(
        BedrockOptions.of(new ModelSource.Aws("eu-west-1", endpoint, credentials)));
  }
}
