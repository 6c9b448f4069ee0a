package dev.streambed.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.price.CurrentPriceBook;
import dev.streambed.gateway.price.PriceBookTable;
import dev.streambed.gateway.prompt.RequestEstimator;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticPromptCachingTest {

  private static final String CLAUDE = "global.anthropic.claude-sonnet-5-5";
  private static final String NOVA = "us.amazon.nova-pro-v1:0";
  private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
  private static final String BODY =
      "{\"system\":[{\"text\":\"Be brief.\"}],\"messages\":[{\"role\":\"user\",\"content\":"
          + "[{\"text\":\"How deep is it?\"}]}],\"inferenceConfig\":{\"maxTokens\":50}";

  private final PriceLookup prices =
      PriceLookup.of(
          new CurrentPriceBook(
              new PriceBookTable(LocalTables.shared().dynamoDb(), ""),
              InstantSource.system(),
              _ -> {}),
          "us-east-1");
  private final AutomaticPromptCaching caching = new AutomaticPromptCaching(prices);

  /// Writing all of a prompt to a cache costs more than the estimate without a cache point.
  @ParameterizedTest
  @ValueSource(strings = {CLAUDE, NOVA, "anthropic.claude-haiku-5-5"})
  void leavesTheReservationAboveEveryBill(String model) {
    ModelRequest plain = request(model, "").allowingCachePoints();
    ModelRequest marked = caching.applied(plain);
    assertThat(marked).isNotEqualTo(plain);
    TokenEstimate estimate = marked.tokenEstimate();
    long reserved = nano(prices.costEstimator().most(marked, estimate));
    long input = estimate.inputTokens();
    for (long read : List.of(0L, input / 2, input)) {
      Usage bill = new Usage.Counted(0, estimate.outputTokens(), read, input - read);
      assertThat(nano(prices.pricing().cost(marked.modelTarget(), bill)))
          .isLessThanOrEqualTo(reserved);
    }
    Usage uncached = new Usage.Counted(input, estimate.outputTokens(), 0, 0);
    assertThat(nano(prices.pricing().cost(marked.modelTarget(), uncached)))
        .isLessThanOrEqualTo(reserved);
    if (!model.equals(NOVA)) {
      assertThat(reserved).isGreaterThan(nano(prices.costEstimator().most(plain, estimate)));
    }
  }

  /// Nova Pro has prices of the tier `flex`, but none for writing a cache there; Nova Premier has
  /// no prices of a cache at all.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        NOVA + " | ,\"serviceTier\":{\"type\":\"flex\"}",
        "us.amazon.nova-premier-v1:0 | ,\"a\":1",
        "us.anthropic.claude-of-tomorrow-9 | ,\"a\":1"
      })
  void asksForNoCacheThatHasNoPrice(String model, String more) {
    ModelRequest request = request(model, more).allowingCachePoints();
    assertThat(caching.applied(request)).isSameAs(request);
  }

  @Test
  void leavesAloneWhatItMayNotChangeAndWhatHasAMark() {
    ModelRequest passedOn = request(CLAUDE, "");
    assertThat(caching.applied(passedOn)).isSameAs(passedOn);
    ModelRequest own =
        request(CLAUDE, ",\"toolConfig\":{\"tools\":[{\"cachePoint\":{\"type\":\"default\"}}]}")
            .allowingCachePoints();
    assertThat(caching.applied(own)).isSameAs(own);
  }

  @Test
  void decidesForEachFallbackByItsOwnModel() {
    ModelRequest first =
        request(CLAUDE, "")
            .allowingCachePoints()
            .withFallbacks(
                List.of(
                    request(LLAMA, "").allowingCachePoints(),
                    request(NOVA, "").allowingCachePoints()));
    ModelRequest marked = caching.applied(first);
    assertThat(List.of(marked, marked.target(1), marked.target(2)))
        .extracting(target -> target.pricingParameters().cacheWrites())
        .containsExactly(true, false, true);
    assertThat(marked.target(1)).isEqualTo(first.target(1));
    assertThat(marked.targets()).isEqualTo(first.targets());
  }

  private static long nano(Cost cost) {
    assertThat(cost).isInstanceOf(Cost.Priced.class);
    return ((Cost.Priced) cost).nanoUsd();
  }

  private static ModelRequest request(String model, String more) {
    Payload body = Payload.of((BODY + more + "}").getBytes(StandardCharsets.UTF_8));
    ModelId id = new ModelId(model);
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(id, Operation.converse(false), body);
    return new ModelRequest(
        id,
        Operation.converse(false),
        Dialect.OPENAI,
        body,
        Map.of(),
        true,
        estimate.tokens(),
        estimate.pricing());
  }
}
