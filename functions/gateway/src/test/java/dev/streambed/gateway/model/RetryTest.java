package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.NoResponseException;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which failures are retried, which are not, and what callers get.
@Timeout(60)
class RetryTest {

  private static final byte[] STREAM = EventStreamFrames.claude("ok");
  private static final byte[] JSON = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);

  /// Stands, so that nothing is late because the machine is busy.
  private final TestClock clock = TestClock.at("2026-11-21T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "429 Too Many Requests, ThrottlingException",
    "429 Too Many Requests, ModelNotReadyException",
    "503 Service Unavailable, ServiceUnavailableException"
  })
  void triesAgainWhatPasses(String status, String type) throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, request) -> {
          if (request < 3) {
            exchange.error(status, type, "{\"message\":\"secret\"}");
          } else {
            exchange.stream().chunk(STREAM).end();
          }
        })) {
      assertThat(stream(bedrock).text()).isEqualTo("ok");
      assertThat(bedrock.requests()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttlingException", "serviceUnavailableException"})
  void triesAgainWhatPassesWithinTheStreamBeforeTheFirstChunk(String type) throws Exception {
    byte[] refused =
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.chunk("{\"type\":\"message_start\",\"message\":{}}"),
                EventStreamFrames.exception(type, "secret")));
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start(
            (exchange, request) -> exchange.stream().chunk(request < 2 ? refused : STREAM).end())) {
      assertThat(stream(bedrock).text()).isEqualTo("ok");
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @Test
  void triesAgainWhenAnthropicIsOverloadedBeforeTheFirstPiece() throws Exception {
    byte[] refused =
        EventStreamFrames.chunk("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}");
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start(
            (exchange, request) -> exchange.stream().chunk(request < 2 ? refused : STREAM).end())) {
      assertThat(stream(bedrock).text()).isEqualTo("ok");
    }
  }

  @Test
  void triesNothingAgainAfterTheFirstPiece() throws Exception {
    byte[] refused =
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.claudeChunk("one"),
                EventStreamFrames.exception("throttlingException", "secret")));
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(refused).end())) {
      StreamTranscript streamTranscript = stream(bedrock);
      assertThat(streamTranscript.text()).isEqualTo("one");
      assertThat(problem(streamTranscript).code()).isEqualTo(ErrorCode.MODEL_THROTTLED);
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhenAConnectionBrokeWithoutAnAnswer() throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, request) -> {
          if (request < 2) {
            exchange.cut();
          } else {
            exchange.stream().chunk(STREAM).end();
          }
        })) {
      assertThat(stream(bedrock).text()).isEqualTo("ok");
    }
  }

  @Test
  void doesNotAskTwiceWhenThePromptMayHaveBeenRead() throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> {
          clock.advance(Duration.ofSeconds(1));
          exchange.cut();
        })) {
      assertThat(problem(stream(bedrock)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(bedrock.requests()).isEqualTo(1);
      assertThat(((BufferedAnswer.Failed) answer(bedrock)).problem().code())
          .isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @Test
  void alwaysAsksAgainWhenThereWasNoConnection() {
    Throwable noConnection = NoResponseException.notConnected("AWS_IO_SOCKET_TIMEOUT");
    assertThat(BedrockFailure.of(noConnection, false).retryable()).isTrue();
    Throwable broken = NoResponseException.connectionBroken("AWS_IO_SOCKET_CLOSED");
    assertThat(BedrockFailure.of(broken, false).retryable()).isFalse();
    assertThat(BedrockFailure.of(broken, true).retryable()).isTrue();
  }

  @Test
  void doesNotAskTwiceWhenTheAnswerHadBegun() throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM, 0, 20).cut())) {
      assertThat(problem(stream(bedrock)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void givesUpAfterThreeAttempts() throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start(
            (exchange, _) -> exchange.error("429 No", "ThrottlingException", "{}"))) {
      Problem problem = problem(stream(bedrock));
      assertThat(problem.code()).isEqualTo(ErrorCode.MODEL_THROTTLED);
      assertThat(problem.cause()).isEqualTo("ThrottlingException");
      assertThat(bedrock.requests()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, INVALID_REQUEST",
    "400, ServiceQuotaExceededException, MODEL_THROTTLED",
    "403, AccessDeniedException, MODEL_NOT_ALLOWED",
    "403, InvalidSignatureException, UPSTREAM_ERROR",
    "403, ExpiredTokenException, UPSTREAM_ERROR",
    "404, ResourceNotFoundException, NOT_FOUND",
    "408, ModelTimeoutException, TIMEOUT",
    "424, ModelErrorException, MODEL_ERROR",
    "500, InternalServerException, UPSTREAM_ERROR",
    "502, SomethingNewException, UPSTREAM_ERROR"
  })
  void tellsWhatWillNotPassAtOnce(String status, String type, ErrorCode code) throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) ->
            exchange.error(status + " No", type, "{\"message\":\"arn:aws:secret\"}"))) {
      for (Problem problem :
          List.of(problem(stream(bedrock)), ((BufferedAnswer.Failed) answer(bedrock)).problem())) {
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.cause()).isEqualTo(type);
        assertThat(problem.sentence()).doesNotContain("secret");
      }
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @Test
  void triesAWholeAnswerAgainToo() throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, request) -> {
          switch (request) {
            case 1 -> exchange.error("429 No", "ThrottlingException", "{}");
            case 2 -> exchange.cut();
            default -> exchange.answer(Map.of("x-amzn-bedrock-input-token-count", "7"), JSON);
          }
        })) {
      ModelDocument document = ((BufferedAnswer.Complete) answer(bedrock)).document();
      assertThat(document.json().bytes()).isEqualTo(JSON);
      assertThat(document.usage())
          .as("what was cut off may have been billed, too")
          .isEqualTo(new Usage.Counted(7, 0, 0, 0).withRetried(true));
      assertThat(bedrock.requests()).isEqualTo(3);
    }
  }

  @Test
  void waitsForAWholeAnswerNoLongerThanItsDeadline() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((_, _) -> Thread.sleep(Duration.ofMinutes(1)));
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      Deadline deadline = Deadline.in(Duration.ofMillis(500), InstantSource.system());
      BufferedAnswer answer = client.model(backoff()).answer(LocalBedrockClients.ask(), deadline);
      Usage guess = new Usage.Estimated(4, 0, Usage.Estimated.DEADLINE);
      assertThat(answer).isEqualTo(new BufferedAnswer.Failed(Problem.of(ErrorCode.TIMEOUT), guess));
    }
  }

  @Test
  void sendsTheBodyAsItIs() throws Exception {
    byte[] body = "{ \"n\": 1.50, \"e\": \"\\u00e9\" }".getBytes(StandardCharsets.UTF_8);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.answer(Map.of(), exchange.request()));
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      String arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.x-v1:0";
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
      BufferedAnswer answer =
          client.model(backoff()).answer(LocalBedrockClients.ask(arn, body), deadline);
      Payload echoed = ((BufferedAnswer.Complete) answer).document().json();
      assertThat(echoed.bytes()).isEqualTo(body);
    }
  }

  private StreamTranscript stream(ScriptedBedrock bedrock) throws InterruptedException {
    try (LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
      return StreamTranscript.of(
          client.model(backoff()).stream(LocalBedrockClients.ask(), deadline));
    }
  }

  private BufferedAnswer answer(ScriptedBedrock bedrock) throws InterruptedException {
    try (LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
      return client.model(backoff()).answer(LocalBedrockClients.ask(), deadline);
    }
  }

  private static Backoff backoff() {
    return new Backoff(3, Duration.ofMillis(2), Duration.ofMillis(4), new Random(1));
  }

  private static Problem problem(StreamTranscript streamTranscript) {
    assertThat(streamTranscript.end()).isInstanceOf(AnswerEvent.Failed.class);
    return ((AnswerEvent.Failed) streamTranscript.end()).problem();
  }
}
