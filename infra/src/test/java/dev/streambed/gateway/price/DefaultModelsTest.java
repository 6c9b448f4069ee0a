package dev.streambed.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.cdk.BundledPricesSample;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model without a price is refused to every customer with a budget. */
class DefaultModelsTest {
  private static final PriceBook BOOK = PriceBook.bundled();
  private static final List<String> REGIONS =
      List.of("us-east-1", "eu-central-1", "ap-northeast-1");

  @ParameterizedTest
  @MethodSource("models")
  void everyDefaultModelHasAPriceOfPlainTokens(String model) {
    // Models for embeddings write no tokens, and have no price of them.
    assertPriced(model, new Usage.Counted(1_000, model.contains("embed-") ? 0 : 1_000, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("cachingModels")
  void everyDefaultModelThatCachesHasPricesOfCachedTokens(String model) {
    assertPriced(model, new Usage.Counted(1_000, 1_000, 1_000, 1_000));
    assertPriced(model, new Usage.Counted(300_000, 1_000, 300_000, 300_000));
  }

  @ParameterizedTest
  @MethodSource("anthropicsModels")
  void everyDefaultModelOfAnthropicsHasAPriceOfAnHoursCache(String model) {
    assertPriced(model, new Usage.Counted(1_000, 1_000, 0, 1_000).withCacheWrite1h(1_000));
    assertPriced(model, new Usage.Counted(300_000, 1_000, 0, 1_000).withCacheWrite1h(1_000));
  }

  @Test
  void someModelsAreLookedAt() throws Exception {
    assertThat(models()).hasSizeGreaterThan(3);
    assertThat(anthropicsModels()).isNotEmpty();
  }

  /** The construct warns by rules of its own, as it cannot use the function's classes. */
  @ParameterizedTest
  @MethodSource("names")
  void theConstructKnowsOfAPriceWhenTheFunctionDoes(String model) {
    assertThat(BundledPricesSample.of(BOOK.write()).has(model))
        .isEqualTo(BOOK.hasPriceOf(model, "eu-west-1"));
  }

  private static void assertPriced(String model, Usage usage) {
    for (String region : REGIONS) {
      assertThat(new BookPricing(BOOK, region).cost(model, usage))
          .isInstanceOfSatisfying(
              Cost.Priced.class, cost -> assertThat(cost.nanoUsd()).isPositive());
    }
  }

  static Stream<String> names() {
    return Stream.of(
        "amazon.nova-lite-v1:0",
        "eu.amazon.nova-lite-v1:0",
        "in.anthropic.claude-opus-5-5",
        "global.anthropic.claude-haiku-5-5",
        "nobody.knows-v1:0",
        "eu.nobody.knows-v1:0",
        "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.nobody.knows",
        "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc",
        "arn:aws:bedrock:eu-west-1:123456789012:imported-model/abc",
        "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc",
        "arn:aws:bedrock:eu-west-1:123456789012:default-prompt-router/amazon.nova:1");
  }

  /** Bedrock caches prompts for these families. */
  static Stream<String> cachingModels() throws Exception {
    return models().filter(model -> model.contains("anthropic.") || model.contains("amazon.nova"));
  }

  static Stream<String> anthropicsModels() throws Exception {
    return models().filter(model -> model.contains("anthropic."));
  }

  static Stream<String> models() throws Exception {
    var cdkJson = Path.of(System.getProperty("streambed.root")).resolve("cdk.json");
    var models =
        new ObjectMapper().readTree(Files.readAllBytes(cdkJson)).at("/context/streambed/models");
    return StreamSupport.stream(models.spliterator(), false).map(model -> model.textValue());
  }
}
