package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.fixture.BedrockFailureCase;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
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

/// What callers and the log get for each failure of Bedrock.
@Timeout(60)
class BedrockFailuresTest {

  static List<BedrockFailureCase> failures() throws IOException {
    return BedrockFailureCase.all();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void areEachToldByTheirCause(BedrockFailureCase bedrockFailureCase) throws Exception {
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> bedrockFailureCase.answer(exchange))) {
      check(bedrockFailureCase, streamed(bedrock));
      assertThat(bedrock.requests()).isEqualTo(bedrockFailureCase.requests());
      check(bedrockFailureCase, whole(bedrock));
      assertThat(bedrock.requests()).isEqualTo(2 * bedrockFailureCase.requests());
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
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.claudeChunk("one"),
                EventStreamFrames.exception(type, "It is 12 123456789012.")));
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end())) {
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
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start((exchange, _) -> exchange.answer(429, headers, body))) {
      assertThat(whole(bedrock).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void haveAWordOfTheirOwnInTheFixtures() throws IOException {
    assertThat(failures().stream().map(BedrockFailureCase::reason).distinct())
        .containsAll(
            Arrays.stream(FailureReason.values())
                .map(FailureReason::logName)
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
                .map(reason -> "`" + reason.logName() + "`")
                .toList());
  }

  private static void check(BedrockFailureCase bedrockFailureCase, Problem problem) {
    assertThat(problem.code().wireName()).isEqualTo(bedrockFailureCase.code());
    assertThat(problem.sentence()).isEqualTo(bedrockFailureCase.sentence());
    assertThat(problem.diagnosis().reason()).isEqualTo(bedrockFailureCase.reason());
    assertThat(problem.diagnosis().message()).isEqualTo(bedrockFailureCase.message());
    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(bedrockFailureCase.retryAfter()));
    if (!bedrockFailureCase.type().isEmpty()) {
      assertThat(problem.cause()).isEqualToIgnoringCase(bedrockFailureCase.type());
    }
  }

  private static Problem streamed(ScriptedBedrock bedrock) throws InterruptedException {
    try (LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      StreamTranscript streamTranscript =
          StreamTranscript.of(model(client).stream(LocalBedrockClients.ask(), deadline()));
      return ((AnswerEvent.Failed) streamTranscript.end()).problem();
    }
  }

  private static Problem whole(ScriptedBedrock bedrock) throws InterruptedException {
    try (LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      return ((BufferedAnswer.Failed) model(client).answer(LocalBedrockClients.ask(), deadline()))
          .problem();
    }
  }

  private static BedrockModel model(LocalBedrockClients client) {
    return client.model(new Backoff(3, Duration.ofMillis(2), Duration.ofMillis(4), new Random(1)));
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofMinutes(1), InstantSource.system());
  }
}
