package dev.streambed.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookPricingTest {

  private static final Cost UNPRICED = new Cost.Unpriced();
  private static final PriceBook BOOK =
      PriceBookTest.book(
          """
          {
            "p.all": {
              "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05,
              "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06,
              "cache_creation_input_token_cost_above_1hr": 6e-06,
              "input_cost_per_token_above_200k_tokens": 6e-06,
              "output_cost_per_token_above_200k_tokens": 2.25e-05,
              "cache_read_input_token_cost_above_200k_tokens": 6e-07,
              "cache_creation_input_token_cost_above_200k_tokens": 7.5e-06,
              "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05,
              "input_cost_per_token_flex": 1.5e-06, "output_cost_per_token_flex": 7.5e-06,
              "input_cost_per_token_batches": 1.5e-06},
            "p.steps": {
              "input_cost_per_token": 1e-06, "input_cost_per_token_above_128k_tokens": 2e-06,
              "input_cost_per_token_above_256k_tokens": 4e-06,
              "input_cost_per_token_above_256k_tokens_priority": 8e-06},
            "p.fine": {"input_cost_per_token": 3.75e-09, "output_cost_per_token": 5e-10},
            "p.text": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06},
            "p.image": {"input_cost_per_token": 1e-06, "input_cost_per_image": 6e-05},
            "p.query": {"input_cost_per_token": 0.0, "input_cost_per_query": 0.001},
            "p.same": {"input_cost_per_token": 1e-06, "input_cost_per_image_token": 1e-06,
                       "input_cost_per_image": 0.0},
            "p.sound": {"input_cost_per_token": 1e-06, "input_cost_per_audio_token": 2e-06}
          }
          """);

  @Test
  void pricesEveryKindOfTokenByItself() {
    assertThat(nano("p.all", new Usage.Counted(1, 0, 0, 0))).isEqualTo(3_000);
    assertThat(nano("p.all", new Usage.Counted(0, 1, 0, 0))).isEqualTo(15_000);
    assertThat(nano("p.all", new Usage.Counted(0, 0, 1, 0))).isEqualTo(300);
    assertThat(nano("p.all", new Usage.Counted(0, 0, 0, 1))).isEqualTo(3_750);
    assertThat(nano("p.all", new Usage.Counted(0, 0, 0, 1).withCacheWrite1h(1))).isEqualTo(6_000);
    assertThat(nano("p.all", new Usage.Counted(10, 20, 30, 40).withCacheWrite1h(15)))
        .isEqualTo(10 * 3_000 + 20 * 15_000 + 30 * 300 + 25 * 3_750 + 15 * 6_000);
  }

  @Test
  void pricesAGuessAsWhatIsCounted() {
    Usage.Counted counts = new Usage.Counted(5, 20, 100_000, 40, 15, "");
    assertThat(nano("p.all", new Usage.Estimated(counts, "drain_off")))
        .isEqualTo(nano("p.all", counts))
        .isGreaterThan(100_000 * 300);
    assertThat(cost("p.text", new Usage.Estimated(counts, "drain_off"))).isEqualTo(UNPRICED);
  }

  @Test
  void neverCountsMoreOneHourTokensThanWereWritten() {
    assertThat(nano("p.all", new Usage.Counted(0, 0, 0, 2).withCacheWrite1h(5)))
        .isEqualTo(2 * 6_000);
  }

  @Test
  void choosesTheLongContextByTheWholeInput() {
    assertThat(nano("p.all", new Usage.Counted(200_000, 0, 0, 0))).isEqualTo(200_000L * 3_000);
    assertThat(nano("p.all", new Usage.Counted(200_001, 0, 0, 0))).isEqualTo(200_001L * 6_000);
    assertThat(nano("p.all", new Usage.Counted(1, 2, 199_000, 1_000).withCacheWrite1h(400)))
        .isEqualTo(6_000 + 2 * 22_500 + 199_000L * 600 + 600 * 7_500 + 400 * 12_000);
  }

  @Test
  void takesTheHighestThresholdThatIsPassed() {
    assertThat(nano("p.steps", new Usage.Counted(128_000, 0, 0, 0))).isEqualTo(128_000L * 1_000);
    assertThat(nano("p.steps", new Usage.Counted(128_001, 0, 0, 0))).isEqualTo(128_001L * 2_000);
    assertThat(nano("p.steps", new Usage.Counted(300_000, 0, 0, 0))).isEqualTo(300_000L * 4_000);
  }

  @ParameterizedTest
  @CsvSource({"'', 3000", "default, 3000", "flex, 1500"})
  void takesThePriceOfTheTierThatServed(String tier, long nano) {
    assertThat(nano("p.all", new Usage.Counted(1, 0, 0, 0).withServiceTier(tier))).isEqualTo(nano);
  }

  @Test
  void joinsContextAndTier() {
    Usage.Counted usage = new Usage.Counted(300_000, 0, 0, 0);
    assertThat(nano("p.steps", usage.withServiceTier("priority"))).isEqualTo(300_000L * 8_000);
    assertThat(cost("p.steps", usage.withServiceTier("flex"))).isEqualTo(UNPRICED);
  }

  @Test
  void doesNotGuessThePriceOfATier() {
    Usage.Counted usage = new Usage.Counted(1, 0, 0, 0);
    assertThat(cost("p.all", usage.withServiceTier("priority"))).isEqualTo(UNPRICED);
    assertThat(cost("p.all", usage.withServiceTier("optimized"))).isEqualTo(UNPRICED);
    assertThat(cost("p.all", usage.withServiceTier("reserved"))).isEqualTo(UNPRICED);
    assertThat(cost("p.all", usage.withServiceTier("batches"))).isEqualTo(UNPRICED);
  }

  @Test
  void leavesAnAnswerUnpricedWhenOneOfItsPricesIsMissing() {
    assertThat(nano("p.text", new Usage.Counted(1, 1, 0, 0))).isEqualTo(3_000);
    assertThat(cost("p.text", new Usage.Counted(1, 1, 1, 0))).isEqualTo(UNPRICED);
    assertThat(cost("p.text", new Usage.Counted(1, 1, 0, 1))).isEqualTo(UNPRICED);
    assertThat(cost("p.steps", new Usage.Counted(1, 1, 0, 0))).isEqualTo(UNPRICED);
    assertThat(cost("p.unknown", new Usage.Counted(1, 1, 0, 0))).isEqualTo(UNPRICED);
    assertThat(cost("p.unknown", new Usage.Counted(0, 0, 0, 0))).isEqualTo(UNPRICED);
  }

  @Test
  void leavesUnpricedWhatIsNotPricedByTokensAlone() {
    Usage usage = new Usage.Counted(5, 0, 0, 0);
    assertThat(cost("p.image", usage)).isEqualTo(UNPRICED);
    assertThat(cost("p.query", usage)).isEqualTo(UNPRICED);
    assertThat(cost("p.sound", usage)).isEqualTo(UNPRICED);
    assertThat(cost("p.same", usage)).isEqualTo(new Cost.Priced(5_000, "v"));
  }

  @Test
  void hasNothingToPriceWithoutCounts() {
    assertThat(cost("p.text", new Usage.Unknown())).isEqualTo(new Cost.Unknown());
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 4", "2, 0, 8", "1, 1, 4", "4, 0, 15", "0, 3, 2"})
  void roundsHalfUpOnceForTheWholeAnswer(long input, long output, long nano) {
    assertThat(nano("p.fine", new Usage.Counted(input, output, 0, 0))).isEqualTo(nano);
  }

  @Test
  void isExactForAnyNumberOfTokens() {
    Random random = new Random(7);
    for (int turn = 0; turn < 1_000; turn++) {
      long input = random.nextLong(1_000_000_000_000L);
      long output = random.nextLong(1_000_000_000_000L);
      long nano =
          BigDecimal.valueOf(input)
              .multiply(new BigDecimal("3.75"))
              .add(BigDecimal.valueOf(output).multiply(new BigDecimal("0.5")))
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact();
      assertThat(nano("p.fine", new Usage.Counted(input, output, 0, 0))).isEqualTo(nano);
    }
  }

  @Test
  void prefersNoPriceToOneThatDoesNotFit() {
    assertThat(cost("p.text", new Usage.Counted(Long.MAX_VALUE, 0, 0, 0))).isEqualTo(UNPRICED);
  }

  private static long nano(String model, Usage usage) {
    assertThat(cost(model, usage)).isInstanceOf(Cost.Priced.class);
    return ((Cost.Priced) cost(model, usage)).nanoUsd();
  }

  private static Cost cost(String model, Usage usage) {
    return new BookPricing(BOOK, "us-east-1").cost(model, usage);
  }
}
