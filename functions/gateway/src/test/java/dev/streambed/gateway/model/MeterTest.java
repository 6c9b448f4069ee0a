package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterTest {

  private final Meter meter = new Meter(401);

  @Test
  void guessesFromTheBodyAloneWhenNothingCame() {
    assertThat(guess()).isEqualTo(new Usage.Estimated(101, 0, "drain_off"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 1", "5, 2", "400, 100"})
  void takesFourCharactersForATokenRoundedUp(int characters, long tokens) {
    piece("x".repeat(characters));
    assertThat(guess().counts().output()).isEqualTo(tokens);
  }

  @Test
  void takesEveryPieceForATokenAtLeast() {
    for (int piece = 0; piece < 10; piece++) {
      piece("x");
    }
    event("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\"}}");
    assertThat(guess().counts().output()).isEqualTo(11);
  }

  @Test
  void believesTheModelsEarlyCountOfThePrompt() {
    event("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}");
    event("{\"type\":\"message_start\",\"message\":{}}");
    assertThat(guess().counts().input()).isEqualTo(7);
    assertThat(meter.hasCounted()).as("it is not Bedrock's").isFalse();
  }

  @Test
  void countsTheCachedPromptOfAnAnswerThatIsLetGoOf() {
    event(
        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,"
            + "\"cache_read_input_tokens\":100000,\"cache_creation_input_tokens\":30,"
            + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":20},\"output_tokens\":2}}}");
    meter.serve("flex");
    assertThat(guess().counts()).isEqualTo(new Usage.Counted(5, 0, 100_000, 30, 20, "flex"));
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
    assertThat(meter.counted()).isEqualTo(new Usage.Counted(12, 34, 0, 0));
  }

  private Usage.Estimated guess() {
    return (Usage.Estimated) meter.estimate(Usage.Estimated.DRAIN_OFF);
  }

  private void piece(String text) {
    event("{\"generation\":\"" + text + "\"}");
  }

  private void event(String json) {
    meter.add(new EventReader().read(json.getBytes(StandardCharsets.UTF_8)));
  }
}
