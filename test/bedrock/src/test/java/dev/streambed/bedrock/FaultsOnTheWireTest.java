package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.EventStreamReader.Event;
import dev.streambed.bedrock.ReceivedRequest.Outcome;
import dev.streambed.bedrock.fault.Fault;
import dev.streambed.bedrock.protocol.AwsError;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultsOnTheWireTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private BedrockEndpoint bedrock;
  private UnsignedClient unsignedClient;

  @BeforeEach
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
    unsignedClient = UnsignedClient.to(bedrock);
  }

  @AfterEach
  void stop() {
    bedrock.close();
  }

  @Test
  void endsTheStreamWithAnExceptionAfterThePieces() throws Exception {
    List<Event> events =
        EventStreamReader.of(
            unsignedClient
                .novaStream("[[bedrock pieces=20 exception=modelStreamErrorException@10]]")
                .body());

    assertThat(EventStreamReader.novaTexts(events)).hasSize(10);
    assertThat(events.getLast().messageType()).isEqualTo("exception");
    assertThat(events.getLast().type()).isEqualTo("modelStreamErrorException");
    assertThat(events.getLast().payload().get("message").asText()).startsWith("The system");
  }

  @Test
  void strikesOnlyWhomTheDirectiveNames() throws Exception {
    for (String only : List.of("amazon.nova-*", "amazon.nova-*@us-east-1", "*")) {
      assertThat(unsignedClient.novaStream("[[bedrock status=503 only=" + only + "]]").statusCode())
          .as(only)
          .isEqualTo(503);
    }
    for (String only : List.of("anthropic.*", "*@us-west-2", "amazon.nova-*@eu-west-1")) {
      assertThat(unsignedClient.novaStream("[[bedrock status=503 only=" + only + "]]").statusCode())
          .as(only)
          .isEqualTo(200);
    }
  }

  @Test
  void cutsTheConnectionAfterExactlySoManyBytes() throws Exception {
    RawConnection.Body body = RawConnection.body(bedrock.uri(), "[[bedrock pieces=200 cut=1500]]");

    assertThat(body.bytes()).hasSize(1500);
    assertThat(body.isComplete()).isFalse();
    ReceivedRequest request = bedrock.received().await(1, SOON);
    assertThat(request.awaitOutcome(SOON)).isInstanceOf(Outcome.Cut.class);
    assertThat(request.bytesSent()).isEqualTo(1500);
  }

  @Test
  void cutsBeforeTheFirstByte() throws Exception {
    RawConnection.Body body = RawConnection.body(bedrock.uri(), "[[bedrock cut=0]]");
    assertThat(body.bytes()).isEmpty();
    assertThat(body.isComplete()).isFalse();
  }

  @Test
  void cutsAnAnswerInOnePieceToo() {
    assertThatThrownBy(() -> unsignedClient.novaWhole("[[bedrock cut=10]]"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void isSilentBetweenTwoPieces() throws Exception {
    EventStreamReader eventStreamReader =
        new EventStreamReader(
            unsignedClient.novaStream("[[bedrock pieces=9 silence=4s@3]]").body());
    long begun = System.nanoTime();
    for (int piece = 0; piece < 3; piece++) {
      eventStreamReader.nextNovaText();
    }
    assertThat(since(begun)).isLessThan(Duration.ofMillis(3_500));
    eventStreamReader.nextNovaText();
    assertThat(since(begun)).isGreaterThan(Duration.ofMillis(3_500));
    assertThat(EventStreamReader.novaTexts(eventStreamReader.rest())).hasSize(5);
  }

  @Test
  void delaysTheStatusLine() throws Exception {
    long begun = System.nanoTime();
    HttpResponse<InputStream> response = unsignedClient.novaStream("[[bedrock delay=300ms]]");
    assertThat(since(begun)).isGreaterThan(Duration.ofMillis(280));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void throttlesTheFirstAttemptsOfTheSameRequestEachTimeAnew() throws Exception {
    String prompt = "[[bedrock throttle=2 pieces=3]] a";
    for (int round = 0; round < 2; round++) {
      HttpResponse<byte[]> refused = unsignedClient.novaWhole(prompt);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("x-amzn-errortype").orElseThrow())
          .isEqualTo("ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/");
      assertThat(text(refused))
          .isEqualTo("{\"message\":\"Too many requests, please wait before trying again.\"}");
      assertThat(unsignedClient.novaWhole(prompt).statusCode()).isEqualTo(429);
      assertThat(unsignedClient.novaWhole(prompt).statusCode()).isEqualTo(200);
    }
    assertThat(unsignedClient.novaWhole(prompt + "nother").statusCode()).isEqualTo(429);
  }

  @Test
  void answersWithTheAskedForErrorBeforeTheStream() throws Exception {
    HttpResponse<InputStream> response = unsignedClient.novaStream("[[bedrock status=503]]");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("ServiceUnavailableException:");
    assertThat(unsignedClient.novaWhole("[[bedrock status=ModelNotReadyException]]").statusCode())
        .isEqualTo(429);
  }

  @Test
  void sendsAPieceOnlyWhenItIsReleased() throws Exception {
    EventStreamReader eventStreamReader =
        new EventStreamReader(
            unsignedClient.novaStream("[[bedrock pieces=3 hold text=\"a b c\"]]").body());
    ReceivedRequest request = bedrock.received().await(1, SOON);

    while (bedrock.heldChunks().waiting() == 0) {
      Thread.sleep(5);
    }
    assertThat(request.chunksSent()).isZero();
    bedrock.heldChunks().release(1);
    assertThat(eventStreamReader.nextNovaText()).isEqualTo("a");
    Thread.sleep(100);
    assertThat(request.chunksSent()).isEqualTo(1);
    bedrock.heldChunks().releaseAll();
    assertThat(EventStreamReader.novaTexts(eventStreamReader.rest())).containsExactly(" b", " c");
    assertThat(request.awaitOutcome(SOON)).isInstanceOf(Outcome.Complete.class);
    assertThat(request.chunksSent()).isEqualTo(3);
  }

  @Test
  void sendsHugePieces() throws Exception {
    List<Event> events =
        EventStreamReader.of(unsignedClient.novaStream("[[bedrock pieces=3 size=2000000]]").body());
    assertThat(EventStreamReader.novaTexts(events))
        .hasSize(3)
        .allMatch(text -> text.length() == 2_000_000);
  }

  @Test
  void strikesTheNextRequestsAndNoOthers() throws Exception {
    bedrock.faults().next(1, new Fault.Refusal(AwsError.ofStatus(500)));
    bedrock.faults().nextOf("amazon.nova-*", 1, new Fault.ExceptionFrame("throttlingException", 0));

    assertThat(unsignedClient.novaWhole("a").statusCode()).isEqualTo(500);
    assertThat(EventStreamReader.of(unsignedClient.novaStream("a").body()).getFirst().type())
        .isEqualTo("throttlingException");
    assertThat(unsignedClient.novaWhole("a").statusCode()).isEqualTo(200);
  }

  @Test
  void namesTheWordThatItDoesNotKnow() throws Exception {
    HttpResponse<byte[]> response = unsignedClient.novaWhole("[[bedrock peices=3]]");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).isEqualTo("{\"message\":\"there is no word peices\"}");
  }

  @Test
  void refusesAnAnswerInOnePieceWhereAStreamWouldEndWithAnException() throws Exception {
    HttpResponse<byte[]> response =
        unsignedClient.novaWhole("[[bedrock exception=modelStreamErrorException@3]]");
    assertThat(response.statusCode()).isEqualTo(424);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("ModelErrorException:");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
