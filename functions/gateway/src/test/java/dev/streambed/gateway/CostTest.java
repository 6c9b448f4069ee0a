package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an answer cost, from the model to the record.
@Timeout(60)
class CostTest {

  private static final LocalTables TABLES = LocalTables.shared();
  private static final byte[] STREAM = EventStreamFrames.claude("one", "two");

  @AfterEach
  void useNoBook() {
    TABLES
        .client()
        .deleteItem(request ->
            request
                .tableName(LocalTables.PRICES)
                .key(Map.of("book", text("current"), "version", text("current"))));
  }

  @Test
  void isMadeFromTheBundledBookWithoutATable() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      testGateway.call(testGateway.stream());
      assertThat(only(testGateway))
          .containsEntry("cost_nano_usd", number(12 * 250 + 34 * 1_250))
          .hasEntrySatisfying(
              "price_version", version -> assertThat(version.s()).startsWith("bundled-"))
          .containsEntry("pieces", number(2))
          .containsKey("first_piece_ms");
      assertThat(milliseconds(testGateway, "first_piece_ms"))
          .isBetween(0L, milliseconds(testGateway, "duration_ms"));
    }
  }

  @Test
  void isMadeFromTheTeamsBookFromTheFirstAnswerOn() throws Exception {
    put(
        "team-1",
        "{\""
            + TestGateway.MODEL
            + "\": {\"input_cost_per_token\": 1e-06,"
            + "\"output_cost_per_token\": 2e-06}}");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of(Settings.PRICES_TABLE, "prices"))) {
      testGateway.call(testGateway.stream());
      assertThat(only(testGateway))
          .containsEntry("cost_nano_usd", number(12 * 1_000 + 34 * 2_000))
          .containsEntry("price_version", text("team-1"));
    }
  }

  @Test
  void isHeldToABudgetByTheTeamsBookFromTheFirstAnswerOn() throws Exception {
    put(
        "team-3",
        "{\""
            + TestGateway.MODEL
            + "\": {\"input_cost_per_token\": 0.1,\"output_cost_per_token\": 0.1}}");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of(Settings.PRICES_TABLE, "prices"))) {
      Map<String, AttributeValue> limits = Map.of("usdPerMonth", number(1));
      testGateway.putCustomer(
          Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
      assertThat(testGateway.call(testGateway.stream()).prelude().statusCode()).isEqualTo(402);
      assertThat(testGateway.records()).isEmpty();
    }
  }

  @Test
  void isUnpricedForAModelThatTheTeamsBookLacks() throws Exception {
    put("team-2", "{\"some.model\": {\"input_cost_per_token\": 1e-06}}");
    Map<String, String> counted =
        Map.of("content-type", "application/json", "x-amzn-bedrock-input-token-count", "5");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(
                (exchange, _) -> exchange.answer(counted, new byte[] {'{', '}'}));
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of(Settings.PRICES_TABLE, "prices"))) {
      testGateway.call(
          testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(false)));
      assertThat(only(testGateway))
          .containsEntry("price_version", text("unpriced"))
          .doesNotContainKeys("cost_nano_usd", "pieces", "first_piece_ms");
    }
  }

  @Test
  void holdsUpNoAnswerWhenThereIsNoTableOfPrices() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of(Settings.PRICES_TABLE, "nowhere"))) {
      CollectedResponse response = testGateway.call(testGateway.stream());
      assertThat(response.body()).contains("one", "[DONE]");
      assertThat(only(testGateway))
          .hasEntrySatisfying(
              "price_version", version -> assertThat(version.s()).startsWith("bundled-"));
      assertThat(testGateway.lines())
          .contains(
              "{\"event_type\":\"price_book_unreadable\","
                  + "\"error_cause\":\"ResourceNotFoundException\"}");
    }
  }

  @Test
  void isToldToCloudWatchAndSoAreRefusals() throws Exception {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(STREAM).end());
        TestGateway testGateway =
            TestGateway.before(bedrock.uri(), Map.of(Settings.METRICS, "on"))) {
      testGateway.call(testGateway.stream());
      testGateway.call(LambdaEvent.functionUrl("GET", "/nowhere"));
      assertThat(testGateway.lines()).hasSize(3);
      assertThat(testGateway.lines().getFirst()).startsWith("{\"event_type\":\"bedrock_stream\"");
      assertThat(testGateway.lines().get(1))
          .startsWith("{\"_aws\":")
          .contains("\"CostUsd\":0.000045500", "\"FirstPieceMs\":");
      assertThat(testGateway.lines().getLast())
          .contains("\"Refusals\":1", "\"ErrorCode\":\"not_found\"");
    }
  }

  private static void put(String version, String json) {
    TABLES.put(
        LocalTables.PRICES,
        Map.of("book", text(version), "version", text("0001"), "json", text(json)));
    TABLES.put(
        LocalTables.PRICES,
        Map.of("book", text("current"), "version", text("current"), "uses", text(version)));
  }

  private static long milliseconds(TestGateway testGateway, String field) {
    return Long.parseLong(Objects.requireNonNull(only(testGateway).get(field), field).n());
  }

  private static Map<String, AttributeValue> only(TestGateway testGateway) {
    assertThat(testGateway.records()).hasSize(1);
    return testGateway.records().getFirst();
  }
}
