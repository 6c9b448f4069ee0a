package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.bedrock.Events.Event;
import dev.streambed.bedrock.ReceivedRequest.Ending;
import dev.streambed.bedrock.fault.Fault;
import dev.streambed.bedrock.scripted.Script;
import dev.streambed.bedrock.wire.AwsError;
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
  private Call call;

  @BeforeEach
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new Answers.Scripted(Script.IMMEDIATE)));
    call = Call.to(bedrock);
  }

  @AfterEach
  void stop() {
    bedrock.close();
  }

  @Test
  void endsTheStreamWithAnExceptionAfterThePieces() throws Exception {
    List<Event> events =
        Events.of(
            call.novaStream("[[bedrock pieces=20 exception=modelStreamErrorException@10]]").body());

    assertThat(Events.novaTexts(events)).hasSize(10);
    assertThat(events.getLast().messageType()).isEqualTo("exception");
    assertThat(events.getLast().type()).isEqualTo("modelStreamErrorException");
    assertThat(events.getLast().payload().get("message").asText()).startsWith("The system");
  }

  @Test
  void cutsTheConnectionAfterExactlySoManyBytes() throws Exception {
    Wire.Body body = Wire.body(bedrock.uri(), "[[bedrock pieces=200 cut=1500]]");

    assertThat(body.bytes()).hasSize(1500);
    assertThat(body.isComplete()).isFalse();
    ReceivedRequest request = bedrock.received().await(1, SOON);
    assertThat(request.awaitEnding(SOON)).isInstanceOf(Ending.Cut.class);
    assertThat(request.bytesSent()).isEqualTo(1500);
  }

  @Test
  void cutsBeforeTheFirstByte() throws Exception {
    Wire.Body body = Wire.body(bedrock.uri(), "[[bedrock cut=0]]");
    assertThat(body.bytes()).isEmpty();
    assertThat(body.isComplete()).isFalse();
  }

  @Test
  void cutsAnAnswerInOnePieceToo() {
    assertThatThrownBy(() -> call.novaWhole("[[bedrock cut=10]]")).isInstanceOf(IOException.class);
  }

  @Test
  void isSilentBetweenTwoPieces() throws Exception {
    Events events = new Events(call.novaStream("[[bedrock pieces=9 silence=4s@3]]").body());
    long begun = System.nanoTime();
    for (int piece = 0; piece < 3; piece++) {
      events.nextNovaText();
    }
    assertThat(since(begun)).isLessThan(Duration.ofMillis(3_500));
    events.nextNovaText();
    assertThat(since(begun)).isGreaterThan(Duration.ofMillis(3_500));
    assertThat(Events.novaTexts(events.rest())).hasSize(5);
  }

  @Test
  void delaysTheStatusLine() throws Exception {
    long begun = System.nanoTime();
    HttpResponse<InputStream> response = call.novaStream("[[bedrock delay=300ms]]");
    assertThat(since(begun)).isGreaterThan(Duration.ofMillis(280));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void throttlesTheFirstAttemptsOfTheSameRequestEachTimeAnew() throws Exception {
    String prompt = "[[bedrock throttle=2 pieces=3]] a";
    for (int round = 0; round < 2; round++) {
      HttpResponse<byte[]> refused = call.novaWhole(prompt);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("x-amzn-errortype").orElseThrow())
          .isEqualTo("ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/");
      assertThat(text(refused))
          .isEqualTo("{\"message\":\"Too many requests, please wait before trying again.\"}");
      assertThat(call.novaWhole(prompt).statusCode()).isEqualTo(429);
      assertThat(call.novaWhole(prompt).statusCode()).isEqualTo(200);
    }
    assertThat(call.novaWhole(prompt + "nother").statusCode()).isEqualTo(429);
  }

  @Test
  void answersWithTheAskedForErrorBeforeTheStream() throws Exception {
    HttpResponse<InputStream> response = call.novaStream("[[bedrock status=503]]");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
        .startsWith("ServiceUnavailableException:");
    assertThat(call.novaWhole("[[bedrock status=ModelNotReadyException]]").statusCode())
        .isEqualTo(429);
  }

  @Test
  void sendsAPieceOnlyWhenItIsReleased() throws Exception {
    Events events = new Events(call.novaStream("[[bedrock pieces=3 hold text=\"a b c\"]]").body());
    ReceivedRequest request = bedrock.received().await(1, SOON);

    while (bedrock.release().waiting() == 0) {
      Thread.sleep(5);
    }
    assertThat(request.piecesSent()).isZero();
    bedrock.release().pieces(1);
    assertThat(events.nextNovaText()).isEqualTo("a");
    Thread.sleep(100);
    assertThat(request.piecesSent()).isEqualTo(1);
    bedrock.release().everything();
    assertThat(Events.novaTexts(events.rest())).containsExactly(" b", " c");
    assertThat(request.awaitEnding(SOON)).isInstanceOf(Ending.Complete.class);
    assertThat(request.piecesSent()).isEqualTo(3);
  }

  @Test
  void sendsHugePieces() throws Exception {
    List<Event> events = Events.of(call.novaStream("[[bedrock pieces=3 size=2000000]]").body());
    assertThat(Events.novaTexts(events)).hasSize(3).allMatch(text -> text.length() == 2_000_000);
  }

  @Test
  void strikesTheNextRequestsAndNoOthers() throws Exception {
    bedrock.faults().next(1, new Fault.Refusal(AwsError.ofStatus(500)));
    bedrock.faults().nextOf("amazon.nova-*", 1, new Fault.ExceptionFrame("throttlingException", 0));

    assertThat(call.novaWhole("a").statusCode()).isEqualTo(500);
    assertThat(Events.of(call.novaStream("a").body()).getFirst().type())
        .isEqualTo("throttlingException");
    assertThat(call.novaWhole("a").statusCode()).isEqualTo(200);
  }

  @Test
  void namesTheWordThatItDoesNotKnow() throws Exception {
    HttpResponse<byte[]> response = call.novaWhole("[[bedrock peices=3]]");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).isEqualTo("{\"message\":\"there is no word peices\"}");
  }

  @Test
  void refusesAnAnswerInOnePieceWhereAStreamWouldEndWithAnException() throws Exception {
    HttpResponse<byte[]> response =
        call.novaWhole("[[bedrock exception=modelStreamErrorException@3]]");
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
