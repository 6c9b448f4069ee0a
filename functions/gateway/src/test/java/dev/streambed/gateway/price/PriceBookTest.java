package dev.streambed.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {

  private static final Usage ONE_TOKEN = new Usage.Counted(1, 0, 0, 0);

  @Test
  void passesOverWhatIsNoPriceOfBedrock() {
    PriceBook book =
        book(
            """
            {
              "sample_spec": {"input_cost_per_token": 0.5, "litellm_provider": "one of many"},
              "gpt-4o": {"input_cost_per_token": 2.5e-06, "litellm_provider": "openai"},
              "fallback_generalizations": {"rules": []},
              "a.b": {"input_cost_per_token": 1e-06, "litellm_provider": "bedrock",
                      "mode": "chat", "supports_vision": true, "source": "https://a.example"},
              "c.d": {"input_cost_per_token": 2e-06, "litellm_provider": "bedrock_converse"},
              "e.f": {"input_cost_per_token": 3e-06},
              "g.h": {"litellm_provider": "bedrock", "mode": "chat"}
            }
            """);
    assertThat(book.size()).isEqualTo(3);
    assertThat(cost(book, "a.b")).isEqualTo(new Cost.Priced(1000, "v"));
    assertThat(cost(book, "c.d")).isEqualTo(new Cost.Priced(2000, "v"));
    assertThat(cost(book, "e.f")).isEqualTo(new Cost.Priced(3000, "v"));
    assertThat(cost(book, "gpt-4o")).isEqualTo(new Cost.Unpriced());
  }

  @Test
  void takesAnEntryWithoutAnyPriceAboveZeroForOneWithoutPrices() {
    PriceBook book =
        book(
            """
            {"a.b": {"input_cost_per_token": 0, "output_cost_per_token": 0.0},
             "c.d": {"input_cost_per_token": 1e-06, "output_cost_per_token": 0.0}}
            """);
    assertThat(cost(book, "a.b")).isEqualTo(new Cost.Unpriced());
    assertThat(new BookPricing(book, "us-east-1").cost("c.d", new Usage.Counted(1, 9, 0, 0)))
        .isEqualTo(new Cost.Priced(1000, "v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"a.b\": {\"input_cost_per_token\": \"1e-06\"}}' | is not a number",
        "'{\"a.b\": {\"input_cost_per_token\": -1e-06}}' | is negative: -1e-06",
        "'{\"a.b\": {\"input_cost_per_token\": 3.00}}' | per token, not per thousand or million: 3.00",
        "'{\"a.b\": {\"output_cost_per_token_flex\": 1}}' | per token, not per thousand or million: 1",
        "'{\"a.b\": {\"input_cost_per_token\": 1e-999999999}}' | is out of range",
        "'{\"a.b\": {\"output_cost_per_image\": 1e999999999}}' | is out of range",
      })
  void namesThePriceThatCannotBeOne(String json, String complaint) {
    assertThatExceptionOfType(PriceBookException.class)
        .isThrownBy(() -> book(json))
        .withMessageContaining("_cost_per_")
        .withMessageContaining(" of a.b ")
        .withMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"a.b\": {\"input'             | the file is not JSON",
        "[]                              | the file is not a JSON object",
        "{}                              | the file has no price of a Bedrock model",
        "'{\"a.b\": {\"mode\": \"chat\"}}' | the file has no price of a Bedrock model",
      })
  void refusesWhatIsNoBook(String json, String complaint) {
    assertThatExceptionOfType(PriceBookException.class)
        .isThrownBy(() -> book(json))
        .withMessageStartingWith(complaint);
  }

  @Test
  void writesWhatItReads() {
    PriceBook bundled = PriceBook.bundled();
    PriceBook again = PriceBook.parse("v", bundled.write().getBytes(StandardCharsets.UTF_8));
    assertThat(again.size()).isEqualTo(bundled.size());
    assertThat(again.write()).isEqualTo(bundled.write()).doesNotContain("about");
  }

  @Test
  void bundlesABookThatIsNamedByItsDate() {
    PriceBook bundled = PriceBook.bundled();
    assertThat(bundled.version()).matches("bundled-\\d{4}-\\d{2}-\\d{2}");
    assertThat(bundled.size()).isGreaterThan(100);
    Usage usage = new Usage.Counted(1_000, 100, 10_000, 1_000).withCacheWrite1h(200);
    assertThat(
            new BookPricing(bundled, "eu-central-1")
                .cost("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", usage))
        // 3.30 in, 16.50 out, 0.33 cache read, 4.125 and 6.60 cache write, a million.
        .isEqualTo(
            new Cost.Priced(
                3_300_000 + 1_650_000 + 3_300_000 + 800 * 4_125 + 200 * 6_600, bundled.version()));
  }

  private static Cost cost(PriceBook book, String model) {
    return new BookPricing(book, "us-east-1").cost(model, ONE_TOKEN);
  }

  static PriceBook book(String json) {
    return PriceBook.parse("v", json.getBytes(StandardCharsets.UTF_8));
  }
}
