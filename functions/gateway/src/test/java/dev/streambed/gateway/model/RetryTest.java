package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/// What is tried again, what is not, and what callers are told.
@Timeout(60)
class RetryTest {

  private static final byte[] STREAM = Frames.claude("ok");
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
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, request) -> {
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
  void triesAgainWhatPassesWithinTheStreamBeforeTheFirstPiece(String type) throws Exception {
    byte[] refused =
        Frames.concat(
            List.of(
                Frames.chunk("{\"type\":\"message_start\",\"message\":{}}"),
                Frames.exception(type, "secret")));
    try (RawBedrock bedrock =
        RawBedrock.start(
            (exchange, request) -> exchange.stream().chunk(request < 2 ? refused : STREAM).end())) {
      assertThat(stream(bedrock).text()).isEqualTo("ok");
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @Test
  void triesAgainWhenAnthropicIsOverloadedBeforeTheFirstPiece() throws Exception {
    byte[] refused = Frames.chunk("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}");
    try (RawBedrock bedrock =
        RawBedrock.start(
            (exchange, request) -> exchange.stream().chunk(request < 2 ? refused : STREAM).end())) {
      assertThat(stream(bedrock).text()).isEqualTo("ok");
    }
  }

  @Test
  void triesNothingAgainAfterTheFirstPiece() throws Exception {
    byte[] refused =
        Frames.concat(
            List.of(Frames.claudePiece("one"), Frames.exception("throttlingException", "secret")));
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunk(refused).end())) {
      Transcript transcript = stream(bedrock);
      assertThat(transcript.text()).isEqualTo("one");
      assertThat(problem(transcript).code()).isEqualTo(ErrorCode.MODEL_THROTTLED);
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhenAConnectionBrokeWithoutAnAnswer() throws Exception {
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, request) -> {
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
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> {
          clock.advance(Duration.ofSeconds(1));
          exchange.cut();
        })) {
      assertThat(problem(stream(bedrock)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(bedrock.requests()).isEqualTo(1);
      assertThat(((WholeAnswer.Failed) answer(bedrock)).problem().code())
          .isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @Test
  void alwaysAsksAgainWhenThereWasNoConnection() {
    Throwable noConnection =
        new ExecutionException(SdkClientException.create("secret", new ConnectException()));
    assertThat(BedrockFailure.of(noConnection, false).passes()).isTrue();
    Throwable broken =
        new ExecutionException(SdkClientException.create("secret", new IOException()));
    assertThat(BedrockFailure.of(broken, false).passes()).isFalse();
    assertThat(BedrockFailure.of(broken, true).passes()).isTrue();
  }

  @Test
  void doesNotAskTwiceWhenTheAnswerHadBegun() throws Exception {
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM, 0, 20).cut())) {
      assertThat(problem(stream(bedrock)).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @Test
  void givesUpAfterThreeAttempts() throws Exception {
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.error("429 No", "ThrottlingException", "{}"))) {
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
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) ->
            exchange.error(status + " No", type, "{\"message\":\"arn:aws:secret\"}"))) {
      for (Problem problem :
          List.of(problem(stream(bedrock)), ((WholeAnswer.Failed) answer(bedrock)).problem())) {
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.cause()).isEqualTo(type);
        assertThat(problem.sentence()).doesNotContain("secret");
      }
      assertThat(bedrock.requests()).isEqualTo(2);
    }
  }

  @Test
  void triesAWholeAnswerAgainToo() throws Exception {
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, request) -> {
          switch (request) {
            case 1 -> exchange.error("429 No", "ThrottlingException", "{}");
            case 2 -> exchange.cut();
            default -> exchange.answer(Map.of("x-amzn-bedrock-input-token-count", "7"), JSON);
          }
        })) {
      WholeAnswer.Document document = (WholeAnswer.Document) answer(bedrock);
      assertThat(document.json().bytes()).isEqualTo(JSON);
      assertThat(document.usage())
          .as("what was cut off may have been billed, too")
          .isEqualTo(new Usage.Counted(7, 0, 0, 0).withRetried(true));
      assertThat(bedrock.requests()).isEqualTo(3);
    }
  }

  @Test
  void waitsForAWholeAnswerNoLongerThanItsDeadline() throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((_, _) -> Thread.sleep(Duration.ofMinutes(1)));
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      Deadline deadline = Deadline.in(Duration.ofMillis(500), InstantSource.system());
      WholeAnswer answer = new BedrockModel(client, backoff()).answer(Bedrock.ask(), deadline);
      Usage guess = new Usage.Estimated(4, 0, Usage.Estimated.DEADLINE);
      assertThat(answer).isEqualTo(new WholeAnswer.Failed(Problem.of(ErrorCode.TIMEOUT), guess));
    }
  }

  @Test
  void sendsTheBodyAsItIs() throws Exception {
    byte[] body = "{ \"n\": 1.50, \"e\": \"\\u00e9\" }".getBytes(StandardCharsets.UTF_8);
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.answer(Map.of(), exchange.request()));
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      String arn = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.x-v1:0";
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
      WholeAnswer answer =
          new BedrockModel(client, backoff()).answer(Bedrock.ask(arn, body), deadline);
      Payload echoed = ((WholeAnswer.Document) answer).json();
      assertThat(echoed.bytes()).isEqualTo(body);
    }
  }

  private Transcript stream(RawBedrock bedrock) throws InterruptedException {
    try (BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
      return Transcript.of(new BedrockModel(client, backoff()).stream(Bedrock.ask(), deadline));
    }
  }

  private WholeAnswer answer(RawBedrock bedrock) throws InterruptedException {
    try (BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
      return new BedrockModel(client, backoff()).answer(Bedrock.ask(), deadline);
    }
  }

  private static Backoff backoff() {
    return new Backoff(3, Duration.ofMillis(2), Duration.ofMillis(4), new Random(1));
  }

  private static Problem problem(Transcript transcript) {
    assertThat(transcript.end()).isInstanceOf(Step.Failed.class);
    return ((Step.Failed) transcript.end()).problem();
  }
}
