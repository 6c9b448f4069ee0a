package dev.streambed.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.PricingParameters.Bound;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaximumCostTest {

  private static final Cost UNPRICED = new Cost.Unpriced();
  private static final PriceBook BOOK =
      PriceBookTest.book(
          """
          {
            "p.all": {
              "max_output_tokens": 64000,
              "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05,
              "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06,
              "cache_creation_input_token_cost_above_1hr": 6e-06,
              "input_cost_per_token_above_200k_tokens": 6e-06,
              "output_cost_per_token_above_200k_tokens": 2.25e-05,
              "cache_read_input_token_cost_above_200k_tokens": 6e-07,
              "cache_creation_input_token_cost_above_200k_tokens": 7.5e-06,
              "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05,
              "input_cost_per_token_priority": 6e-06, "output_cost_per_token_priority": 3e-05,
              "cache_read_input_token_cost_priority": 6e-07,
              "cache_creation_input_token_cost_priority": 7.5e-06,
              "cache_creation_input_token_cost_above_1hr_priority": 1.2e-05,
              "input_cost_per_token_flex": 1.5e-06, "output_cost_per_token_flex": 7.5e-06},
            "p.text": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06,
                       "max_output_tokens": "many"},
            "p.fine": {"input_cost_per_token": 3.75e-10, "output_cost_per_token": 5e-10},
            "p.image": {"input_cost_per_token": 1e-06, "input_cost_per_image": 6e-05}
          }
          """);

  private final Random random = new Random(7);

  @Test
  void coversEveryWayInWhichAnAnswerMayTurnOut() {
    for (int round = 0; round < 20_000; round++) {
      TokenEstimate tokenEstimate =
          new TokenEstimate(random.nextInt(400_000), random.nextInt(100_000));
      boolean caches = random.nextBoolean();
      boolean priority = random.nextInt(4) == 0;
      PricingParameters pricingParameters =
          new PricingParameters(
              Bound.REQUEST,
              1,
              caches,
              caches && random.nextBoolean(),
              priority ? Set.of("priority") : Set.of());
      Usage.Counted counted =
          anythingWithin(tokenEstimate, pricingParameters, priority && random.nextBoolean());
      assertThat(nano(rating().cost("p.all", counted)))
          .as("%s of %s under %s", counted, tokenEstimate, pricingParameters)
          .isLessThanOrEqualTo(nano(most("p.all", tokenEstimate, pricingParameters)));
    }
  }

  @Test
  void reservesCacheWritesAtTheirPriceAlsoForAnHour() {
    TokenEstimate tokenEstimate = new TokenEstimate(1000, 10);
    assertThat(most("p.all", tokenEstimate, PricingParameters.PLAIN))
        .isEqualTo(priced(1000 * 3_000 + 150_000));
    assertThat(most("p.all", tokenEstimate, caches(false)))
        .isEqualTo(priced(1000 * 3_750 + 150_000));
    assertThat(most("p.all", tokenEstimate, caches(true)))
        .isEqualTo(priced(1000 * 6_000 + 150_000));
  }

  @Test
  void reservesTheLongContextAsSoonAsTheEstimateReachesIt() {
    assertThat(most("p.all", new TokenEstimate(200_000, 1), PricingParameters.PLAIN))
        .isEqualTo(priced(200_000L * 3_000 + 15_000));
    assertThat(most("p.all", new TokenEstimate(200_001, 1), PricingParameters.PLAIN))
        .isEqualTo(priced(200_001L * 6_000 + 22_500));
  }

  @Test
  void reservesTheTierThatIsAskedForOrTheUsualOneIfThatIsDearer() {
    TokenEstimate tokenEstimate = new TokenEstimate(100, 1);
    assertThat(most("p.all", tokenEstimate, tier("priority")))
        .isEqualTo(priced(100 * 6_000 + 30_000));
    assertThat(most("p.all", tokenEstimate, tier("flex"))).isEqualTo(priced(100 * 3_000 + 15_000));
    assertThat(most("p.all", tokenEstimate, tier("default")))
        .isEqualTo(priced(100 * 3_000 + 15_000));
    assertThat(most("p.all", tokenEstimate, tier("auto"))).isEqualTo(priced(100 * 3_000 + 15_000));
  }

  @Test
  void hasNoPriceWhereOneIsMissingThatTheRequestAsksFor() {
    TokenEstimate tokenEstimate = new TokenEstimate(100, 1);
    assertThat(most("p.text", tokenEstimate, PricingParameters.PLAIN)).isEqualTo(priced(102_000));
    assertThat(most("p.text", tokenEstimate, caches(false))).isEqualTo(UNPRICED);
    assertThat(most("p.text", tokenEstimate, tier("priority"))).isEqualTo(UNPRICED);
    assertThat(most("p.text", tokenEstimate, tier("reserved"))).isEqualTo(UNPRICED);
    assertThat(most("p.image", tokenEstimate, PricingParameters.PLAIN)).isEqualTo(UNPRICED);
    assertThat(most("p.nobody", tokenEstimate, PricingParameters.PLAIN)).isEqualTo(UNPRICED);
  }

  @Test
  void roundsUpAndNeedsNoPriceOfWhatIsNotWritten() {
    assertThat(most("p.fine", new TokenEstimate(1, 0), PricingParameters.PLAIN))
        .isEqualTo(priced(1));
    assertThat(most("p.fine", new TokenEstimate(0, 0), PricingParameters.PLAIN))
        .isEqualTo(priced(0));
  }

  @Test
  void knowsTheLongestAnswerWhereTheFileSaysIt() {
    assertThat(rating().maxOutputTokens("p.all")).hasValue(64_000);
    assertThat(rating().maxOutputTokens("p.text")).isEmpty();
    assertThat(rating().maxOutputTokens("p.fine")).isEmpty();
    assertThat(rating().maxOutputTokens("p.nobody")).isEmpty();
    PriceBook again = PriceBookTest.book(BOOK.write());
    assertThat(new BookPricing(again, "").maxOutputTokens("p.all")).hasValue(64_000);
  }

  private Usage.Counted anythingWithin(
      TokenEstimate tokenEstimate, PricingParameters pricingParameters, boolean priority) {
    long input = random.nextLong(tokenEstimate.inputTokens() + 1);
    long written = pricingParameters.cacheWrites() ? random.nextLong(input + 1) : 0;
    long read = pricingParameters.cacheWrites() ? random.nextLong(input - written + 1) : 0;
    long hour = pricingParameters.cacheHour() ? random.nextLong(written + 1) : 0;
    long output = random.nextLong(tokenEstimate.outputTokens() + 1);
    boolean isLong = input > 200_000;
    String tier = priority && !isLong ? "priority" : "";
    return new Usage.Counted(input - written - read, output, read, written, hour, tier);
  }

  private static PricingParameters caches(boolean hour) {
    return new PricingParameters(Bound.REQUEST, 1, true, hour, Set.of());
  }

  private static PricingParameters tier(String name) {
    return new PricingParameters(Bound.REQUEST, 1, false, false, Set.of(name));
  }

  private static Cost most(
      String model, TokenEstimate tokenEstimate, PricingParameters pricingParameters) {
    return rating().maxCost(model, tokenEstimate, pricingParameters);
  }

  private static Cost priced(long nano) {
    return new Cost.Priced(nano, BOOK.version());
  }

  private static long nano(Cost cost) {
    assertThat(cost).isInstanceOf(Cost.Priced.class);
    return ((Cost.Priced) cost).nanoUsd();
  }

  private static BookPricing rating() {
    return new BookPricing(BOOK, "");
  }
}
