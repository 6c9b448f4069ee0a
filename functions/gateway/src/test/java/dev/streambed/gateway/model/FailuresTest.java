package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.Failure;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Diagnosis;
import dev.streambed.gateway.vocabulary.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/// What is told of each way in which Bedrock fails, and to whom.
@Timeout(60)
class FailuresTest {

  static List<Failure> failures() throws IOException {
    return Failure.all();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void areEachToldByTheirCause(Failure failure) throws Exception {
    try (RawBedrock bedrock = RawBedrock.start((exchange, _) -> failure.answer(exchange))) {
      check(failure, streamed(bedrock));
      assertThat(bedrock.requests()).isEqualTo(failure.requests());
      check(failure, whole(bedrock));
      assertThat(bedrock.requests()).isEqualTo(2 * failure.requests());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "internalServerException,     bedrock_failed,      The model's service failed.",
    "modelStreamErrorException,   model_failed,        The model failed to answer.",
    "modelTimeoutException,       model_timeout,       'took too long to answer, and Bedrock'",
    "serviceUnavailableException, bedrock_unavailable, Bedrock cannot serve this request",
    "throttlingException,         throttled,           The model takes no more requests",
    "validationException,         invalid_request,     It is 12 [number].",
  })
  void areToldByTheirCauseWithinAStreamToo(String type, String reason, String sentence)
      throws Exception {
    byte[] stream =
        Frames.concat(
            List.of(Frames.claudePiece("one"), Frames.exception(type, "It is 12 123456789012.")));
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end())) {
      Problem problem = streamed(bedrock);
      assertThat(problem.sentence()).contains(sentence);
      assertThat(problem.diagnosis()).isEqualTo(new Diagnosis(reason, "It is 12 [number]."));
      assertThat(bedrock.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "86400, 86400", "86401, 0", "-1, 0", "123456, 0", "Mon, 0", "'', 0"})
  void sayWhenToComeAgainWhereBedrockDoes(String header, long seconds) throws Exception {
    Map<String, String> headers =
        Map.of("x-amzn-errortype", "ThrottlingException:http://a/", "retry-after", header);
    byte[] body = "{\"message\":\"Too many tokens per day.\"}".getBytes(StandardCharsets.UTF_8);
    try (RawBedrock bedrock =
        RawBedrock.start((exchange, _) -> exchange.answer(429, headers, body))) {
      assertThat(whole(bedrock).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void haveAWordOfTheirOwnInTheFixtures() throws IOException {
    assertThat(failures().stream().map(Failure::reason).distinct())
        .containsAll(
            Arrays.stream(FailureReason.values())
                .map(FailureReason::word)
                // Those are no answers of Bedrock's: see RetryTest and FamiliesTest.
                .filter(word -> !word.matches("connection_failed|call_failed|unreadable_event"))
                .toList());
  }

  @Test
  void areEachExplainedToTheOperators() throws IOException {
    Path root = Path.of(System.getProperty("streambed.root"));
    assertThat(Files.readString(root.resolve("docs/operations.md")))
        .contains(
            Arrays.stream(FailureReason.values())
                .map(reason -> "`" + reason.word() + "`")
                .toList());
  }

  private static void check(Failure failure, Problem problem) {
    assertThat(problem.code().word()).isEqualTo(failure.code());
    assertThat(problem.sentence()).isEqualTo(failure.sentence());
    assertThat(problem.diagnosis().reason()).isEqualTo(failure.reason());
    assertThat(problem.diagnosis().message()).isEqualTo(failure.message());
    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(failure.retryAfter()));
    if (!failure.type().isEmpty()) {
      assertThat(problem.cause()).isEqualToIgnoringCase(failure.type());
    }
  }

  private static Problem streamed(RawBedrock bedrock) throws InterruptedException {
    try (BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      Transcript transcript = Transcript.of(model(client).stream(Bedrock.ask(), deadline()));
      return ((Step.Failed) transcript.end()).problem();
    }
  }

  private static Problem whole(RawBedrock bedrock) throws InterruptedException {
    try (BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      return ((WholeAnswer.Failed) model(client).answer(Bedrock.ask(), deadline())).problem();
    }
  }

  private static BedrockModel model(BedrockRuntimeAsyncClient client) {
    return new BedrockModel(
        client, new Backoff(3, Duration.ofMillis(2), Duration.ofMillis(4), new Random(1)));
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(1), InstantSource.system());
  }
}
