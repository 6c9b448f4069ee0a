package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageMeterTest {

  private final UsageMeter usageMeter = new UsageMeter(401);

  @Test
  void guessesFromTheBodyAloneWhenNothingCame() {
    assertThat(guess()).isEqualTo(new Usage.Estimated(101, 0, "drain_off"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "5, 2", "400, 100"})
  void takesFourCharactersForATokenRoundedUp(int characters, long tokens) {
    chunk("x".repeat(characters));
    assertThat(guess().counts().output()).isEqualTo(tokens);
  }

  @Test
  void takesEveryPieceForATokenAtLeast() {
    for (int chunk = 0; chunk < 10; chunk++) {
      chunk("x");
    }
    event("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\"}}");
    assertThat(guess().counts().output()).isEqualTo(11);
  }

  @Test
  void believesTheModelsEarlyCountOfThePrompt() {
    event("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}");
    event("{\"type\":\"message_start\",\"message\":{}}");
    assertThat(guess().counts().input()).isEqualTo(7);
    assertThat(usageMeter.hasCounted()).as("it is not Bedrock's").isFalse();
  }

  @Test
  void countsTheCachedPromptOfAnAnswerThatIsLetGoOf() {
    event(
        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,"
            + "\"cache_read_input_tokens\":100000,\"cache_creation_input_tokens\":30,"
            + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":20},\"output_tokens\":2}}}");
    usageMeter.setServiceTier("flex");
    assertThat(guess().counts()).isEqualTo(new Usage.Counted(5, 2, 100_000, 30, 20, "flex"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"generation\":\"a\",\"prompt_token_count\":7,\"stop_reason\":null}",
        "{\"outputText\":\"a\",\"inputTextTokenCount\":7.0,\"completionReason\":null}"
      })
  void believesOtherFamiliesEarlyCountsToo(String first) {
    event(first);
    event(first.replaceAll("7(.0)?", "null"));
    assertThat(guess().counts()).isEqualTo(new Usage.Counted(7, 2, 0, 0));
  }

  @Test
  void countsWhatBedrockCounts() {
    event(
        "{\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":12,\"outputTokenCount\":34}}");
    event("{\"type\":\"ping\"}");
    assertThat(usageMeter.usage("unused")).isEqualTo(new Usage.Counted(12, 34, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":12}}",
        "{\"amazon-bedrock-invocationMetrics\":{\"outputTokenCount\":0}}"
      })
  void believesNoMetricsThatLeaveACountOut(String last) {
    chunk("x".repeat(40));
    event(last);
    assertThat(guess().counts().output()).isEqualTo(10);
    assertThat(guess().isFinal()).isFalse();
  }

  @Test
  void takesTheModelsOwnCountsOfAnAnswerThatBedrockHasNotCounted() {
    event(
        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7,"
            + "\"cache_read_input_tokens\":3,\"output_tokens\":1}}}");
    event(delta("Flow"));
    event(
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
            + "\"usage\":{\"output_tokens\":45}}");
    assertThat(guess())
        .isEqualTo(new Usage.Estimated(new Usage.Counted(7, 45, 3, 0), "model_counts"));
    assertThat(guess().isFinal()).isTrue();
  }

  @Test
  void doesNotTakeCountsForFinalBehindWhichThereIsMore() {
    event("{\"generation\":\"a\",\"prompt_token_count\":7,\"generation_token_count\":1}");
    event("{\"generation\":\"b\",\"generation_token_count\":90}");
    assertThat(guess().isFinal()).as("before the end").isFalse();
    assertThat(guess().counts()).isEqualTo(new Usage.Counted(7, 90, 0, 0));
    event("{\"generation\":\"\",\"generation_token_count\":90,\"stop_reason\":\"stop\"}");
    assertThat(guess().isFinal()).as("at the end").isTrue();
    event("{\"generation\":\"c\"}");
    assertThat(guess().isFinal()).as("it was none").isFalse();
  }

  @Test
  void guessesNoLessThanWasSeenWhateverTheModelCountedEarly() {
    event(
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}],"
            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}");
    event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(400) + "\"}}]}");
    assertThat(guess())
        .isEqualTo(new Usage.Estimated(new Usage.Counted(9, 100, 0, 0), "drain_off"));
  }

  @Test
  void doesNotBelieveAModelThatCountsFewerTokensThanPieces() {
    for (int chunk = 0; chunk < 10; chunk++) {
      event(delta("x"));
    }
    event("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}");
    event(
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
            + "\"usage\":{\"output_tokens\":0}}");
    assertThat(guess().isFinal()).isFalse();
    assertThat(guess().counts().output()).isEqualTo(10);
  }

  @Test
  void countsTheCharactersOfThinkingAndOfToolsToo() {
    event(
        "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\","
            + "\"thinking\":\""
            + "t".repeat(200)
            + "\"}}");
    event(
        "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\","
            + "\"partial_json\":\""
            + "j".repeat(200)
            + "\"}}");
    event(
        "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"signature_delta\","
            + "\"signature\":\""
            + "s".repeat(900)
            + "\"}}");
    assertThat(guess().counts().output()).isEqualTo(100);
  }

  @Test
  void knowsThatAnAttemptBeforeMayHaveCostSomething() {
    usageMeter.attemptRetried();
    event(
        "{\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":12,\"outputTokenCount\":34}}");
    Usage usage = usageMeter.usage("unused");
    assertThat(usage).isEqualTo(new Usage.Counted(12, 34, 0, 0).withRetried(true));
    assertThat(usage.isFinal()).isFalse();
    assertThat(usage.source()).isEqualTo("bedrock");
  }

  @Test
  void countsNothingOfAPromptThatAGuardrailHasKeptFromTheModel() {
    event(
        "{\"generation\":\"Blocked.\",\"stop_reason\":\"stop\","
            + "\"amazon-bedrock-guardrailAction\":\"INTERVENED\","
            + "\"amazon-bedrock-trace\":{\"guardrail\":{\"input\":{\"one\":{\"topicPolicy\":"
            + "{\"topics\":[{\"action\":\"BLOCKED\"}]}}}}}}");
    assertThat(usageMeter.usage("unused")).isEqualTo(new Usage.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"amazon-bedrock-guardrailAction\":\"INTERVENED\"",
        "\"amazon-bedrock-guardrailAction\":\"INTERVENED\",\"amazon-bedrock-trace\":{\"guardrail\":"
            + "{\"input\":{\"one\":{\"action\":\"BLOCKED\"}},\"outputs\":{\"one\":[]}}}",
        "\"amazon-bedrock-guardrailAction\":\"INTERVENED\",\"amazon-bedrock-trace\":{\"guardrail\":"
            + "{\"input\":{\"one\":{\"action\":\"ANONYMIZED\"}}}}"
      })
  void doesNotTakeAnyOtherInterventionForThat(String guardrail) {
    event("{\"generation\":\"Blocked.\",\"stop_reason\":\"stop\"," + guardrail + "}");
    assertThat(guess().counts()).isEqualTo(new Usage.Counted(101, 2, 0, 0));
  }

  @Test
  void guessesNoMoreOfAPromptThanWasEstimated() {
    byte[] picture = new byte[4_000_000];
    ModelRequest modelRequest =
        new ModelRequest(
            new ModelId("us.amazon.nova-lite-v1:0"),
            Payload.of(picture),
            true,
            true,
            new TokenEstimate(1_600, 9));
    assertThat(UsageMeter.of(modelRequest).usage("drain_off"))
        .isEqualTo(new Usage.Estimated(1_600, 0, "drain_off"));
  }

  private Usage.Estimated guess() {
    return (Usage.Estimated) usageMeter.usage(Usage.Estimated.DRAIN_OFF);
  }

  private void chunk(String text) {
    event("{\"generation\":\"" + text + "\"}");
  }

  private static String delta(String text) {
    return "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\""
        + text
        + "\"}}";
  }

  private void event(String json) {
    usageMeter.add(new ModelEventReader().read(json.getBytes(StandardCharsets.UTF_8)));
  }
}
