package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.NoResponseException;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
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

/// What a failure has used: nothing where that is certain, an estimate everywhere else.
@Timeout(60)
class UnbilledFailuresTest {

  private static final Usage NOTHING = new Usage.Unknown();
  private static final byte[] START =
      EventStreamFrames.chunk(
          "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}");

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException",
    "400, ServiceQuotaExceededException",
    "400, SomethingNewException",
    "403, AccessDeniedException",
    "403, InvalidSignatureException",
    "404, ResourceNotFoundException",
    "429, ThrottlingException",
    "429, ModelNotReadyException"
  })
  void isWhatBedrockRefused(String status, String type) throws Exception {
    for (Usage usage : usages((exchange, _) -> exchange.error(status + " No", type, "{}"))) {
      assertThat(usage).isEqualTo(NOTHING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "408, ModelTimeoutException",
    "424, ModelErrorException",
    "500, InternalServerException",
    "502, SomethingNewException",
    "503, ServiceUnavailableException",
    "504, GatewayTimeout"
  })
  void isNotWhatBedrockOrTheModelFailedWith(String status, String type) throws Exception {
    for (Usage usage : usages((exchange, _) -> exchange.error(status + " No", type, "{}"))) {
      assertThat(usage).isEqualTo(new Usage.Estimated(4, 0, "broken_off"));
    }
  }

  @Test
  void isNotAConnectionThatBrokeAfterThePromptWasSent() throws Exception {
    for (Usage usage : usages((exchange, _) -> exchange.cut())) {
      assertThat(usage).isEqualTo(new Usage.Estimated(4, 0, "broken_off"));
    }
  }

  @Test
  void isAConnectionThatNeverCameAbout() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + freePort());
    try (LocalBedrockClients client = LocalBedrockClients.of(nobody)) {
      assertThat(usages(client, once())).containsOnly(NOTHING);
    }
  }

  @Test
  void isAHostThatNobodyKnows() throws Exception {
    URI unknown = URI.create("http://host.invalid:80");
    try (LocalBedrockClients client = LocalBedrockClients.of(unknown)) {
      assertThat(usages(client, once())).containsOnly(NOTHING);
    }
  }

  @Test
  void isARequestThatWasNotSent() {
    String timeout = "AWS_IO_SOCKET_TIMEOUT";
    assertThat(UnbilledFailures.contains(NoResponseException.notConnected(timeout))).isTrue();
    assertThat(UnbilledFailures.contains(NoResponseException.connectionBroken(timeout))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"throttlingException", "validationException"})
  void isARefusalWithinAStreamOnlyBeforeTheModelHasBegun(String type) throws Exception {
    byte[] refusal = EventStreamFrames.exception(type, "secret");
    assertThat(streamed((exchange, _) -> exchange.stream().chunk(refusal).end()))
        .isEqualTo(NOTHING);
    byte[] late = EventStreamFrames.concat(List.of(START, refusal));
    assertThat(streamed((exchange, _) -> exchange.stream().chunk(late).end()))
        .isEqualTo(new Usage.Estimated(7, 0, "broken_off"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"internalServerException", "modelStreamErrorException"})
  void isNoFailureOfBedrocksOrTheModelsWithinAStream(String type) throws Exception {
    byte[] failure = EventStreamFrames.exception(type, "secret");
    assertThat(streamed((exchange, _) -> exchange.stream().chunk(failure).end()))
        .isEqualTo(new Usage.Estimated(4, 0, "broken_off"));
  }

  @Test
  void isNothingThatBrokeInTheMiddle() throws Exception {
    byte[] chunk = EventStreamFrames.claudeChunk("12345678");
    Usage expected = new Usage.Estimated(7, 4, "broken_off");
    List<ScriptedBedrock.Script> breaks =
        List.of(
            (exchange, _) -> exchange.stream().chunk(START).chunk(chunk).chunk(chunk).cut(),
            (exchange, _) -> exchange.stream().chunk(START).chunk(chunk).chunk(chunk).end(),
            (exchange, _) ->
                exchange.stream()
                    .chunk(START)
                    .chunk(chunk)
                    .chunk(chunk)
                    .chunk(EventStreamFrames.exception("throttlingException", "secret"))
                    .end());
    for (ScriptedBedrock.Script script : breaks) {
      assertThat(streamed(script)).isEqualTo(expected);
    }
  }

  @Test
  void keepsTheModelsCountsOfAnAnswerThatBrokeBehindThem() throws Exception {
    byte[] delta =
        EventStreamFrames.chunk(
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                + "\"usage\":{\"output_tokens\":45}}");
    Usage usage =
        streamed((exchange, _) ->
            exchange.stream()
                .chunk(START)
                .chunk(EventStreamFrames.claudeChunk("a"))
                .chunk(delta)
                .cut());
    assertThat(usage).isEqualTo(new Usage.Estimated(7, 45, "model_counts"));
    assertThat(usage.isFinal()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"429, ThrottlingException, false", "503, ServiceUnavailableException, true"})
  void isNotForgottenWhenItIsTriedAgain(String status, String type, boolean mayBeBilled)
      throws Exception {
    byte[] json =
        "{\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}".getBytes(StandardCharsets.UTF_8);
    byte[] stream = EventStreamFrames.claude("ok");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, request) -> {
              switch (request) {
                case 1, 3 -> exchange.error(status + " No", type, "{}");
                case 2 -> exchange.stream().chunk(stream).end();
                default -> exchange.answer(Map.of(), json);
              }
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      assertThat(usages(client, twice()))
          .containsExactly(
              new Usage.Counted(12, 34, 0, 0).withRetried(mayBeBilled),
              new Usage.Counted(1, 2, 0, 0).withRetried(mayBeBilled));
    }
  }

  @Test
  void isNotARefusalAfterAnAttemptThatMayBeBilled() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, request) -> {
              if (request % 2 == 1) {
                exchange.error("503 No", "ServiceUnavailableException", "{}");
              } else {
                exchange.error("429 No", "ThrottlingException", "{}");
              }
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      for (Usage usage : usages(client, twice())) {
        assertThat(usage.source()).isEqualTo("estimate");
        assertThat(usage.isFinal()).isFalse();
      }
    }
  }

  @Test
  void isNotAnEmptyStreamThatComesAfterARefusal() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, request) -> {
              if (request == 1) {
                exchange.error("429 No", "ThrottlingException", "{}");
              } else {
                exchange.stream().end();
              }
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      assertThat(streamed(client, twice())).isEqualTo(new Usage.Estimated(4, 0, "broken_off"));
    }
  }

  private static Usage streamed(ScriptedBedrock.Script script) throws Exception {
    return usages(script, true).getFirst();
  }

  private static List<Usage> usages(ScriptedBedrock.Script script) throws Exception {
    return usages(script, false);
  }

  private static List<Usage> usages(ScriptedBedrock.Script script, boolean onlyStreamed)
      throws Exception {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(script);
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      return onlyStreamed ? List.of(streamed(client, once())) : usages(client, once());
    }
  }

  /// Streamed and in one.
  private static List<Usage> usages(LocalBedrockClients client, Backoff backoff) throws Exception {
    return List.of(
        streamed(client, backoff),
        client.model(backoff).answer(LocalBedrockClients.ask(), soon()).usage());
  }

  private static Usage streamed(LocalBedrockClients client, Backoff backoff)
      throws InterruptedException {
    AnswerEvent end =
        StreamTranscript.of(client.model(backoff).stream(LocalBedrockClients.ask(), soon())).end();
    return end instanceof AnswerEvent.Ended(Usage usage, _)
        ? usage
        : ((AnswerEvent.Failed) end).usage();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofMinutes(1), InstantSource.system());
  }

  private static Backoff once() {
    return new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
  }

  private static Backoff twice() {
    return new Backoff(2, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
  }
}
