package dev.streambed.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordPricingTest {

  private static final RecordPricing RATING =
      new RecordPricing(
          new BookPricing(
              PriceBookTest.book(
                  """
                  {"p.m": {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06,
                           "cache_read_input_token_cost": 1e-07,
                           "cache_creation_input_token_cost": 3e-06,
                           "cache_creation_input_token_cost_above_1hr": 5e-06,
                           "input_cost_per_token_flex": 5e-07}}
                  """),
              "us-east-1"));

  @Test
  void pricesARecordByAnotherBook() {
    assertThat(
            again(
                """
                {"model_id": "p.m", "input_tokens": 10, "output_tokens": 20, "token_count": 30,
                 "cache_read_tokens": 30, "cache_write_tokens": 40, "cache_write_1h_tokens": 15,
                 "cost_nano_usd": 7, "price_version": "old"}
                """))
        .isEqualTo("{\"cost_nano_usd\":203000,\"price_version\":\"v\"}");
  }

  @Test
  void knowsTheTierThatServed() {
    assertThat(again("{\"model_id\":\"p.m\",\"input_tokens\":10,\"service_tier\":\"flex\"}"))
        .isEqualTo("{\"cost_nano_usd\":5000,\"price_version\":\"v\"}");
  }

  @Test
  void takesTheOldCostAwayWhenThereIsNoPriceAnyMore() {
    assertThat(again("{\"model_id\":\"p.other\",\"input_tokens\":1,\"cost_nano_usd\":7}"))
        .isEqualTo("{\"price_version\":\"unpriced\"}");
  }

  @Test
  void saysNothingOfARecordWithoutCounts() {
    assertThat(again("{\"model_id\":\"p.m\",\"usage_source\":\"none\"}")).isEqualTo("{}");
  }

  private static String again(String record) {
    JsonObject fields = (JsonObject) Json.read(record.getBytes(StandardCharsets.UTF_8));
    return RATING.costFields(fields).write();
  }
}
