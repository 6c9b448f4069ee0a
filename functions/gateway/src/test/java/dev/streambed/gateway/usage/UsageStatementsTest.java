package dev.streambed.gateway.usage;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UsageStatementsTest {

  private static final LocalTables LOCAL = LocalTables.shared();
  private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
  private static final String NOVA = "amazon.nova-lite-v1:0";

  private final CustomerId customer = new CustomerId(UUID.randomUUID().toString());
  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private final UsageStatements usageStatements =
      new UsageStatements(new UsageTable(tables, LocalTables.USAGE), clock);

  @Test
  void sumsUpTheMonthByDayAndModel() throws IOException {
    put("2026-11-02T10:00:00.000Z", HAIKU, priced(10, 20, 1000));
    put("2026-11-02T10:00:00.001Z", HAIKU, priced(1, 2, 100));
    put("2026-11-02T10:00:00.002Z", NOVA, priced(5, 5, 50));
    put("2026-11-21T09:15:01.999Z", HAIKU, priced(7, 7, 7));
    put("2026-10-31T23:59:59.999Z", HAIKU, priced(900, 900, 900));
    JsonNode told = told(Map.of());
    assertThat(told)
        .isEqualTo(
            json(
                """
                {"from":"2026-11-01T00:00:00Z","to":"2026-11-21T09:15:02Z",
                 "total":{"requests":4,"inputTokens":23,"outputTokens":34,"cacheReadTokens":0,
                  "cacheWriteTokens":0,"costNanoUsd":1157,"unpriced":0,"estimated":0},
                 "byDayAndModel":[
                  {"day":"2026-11-02","model":"amazon.nova-lite-v1:0","requests":1,"inputTokens":5,
                   "outputTokens":5,"cacheReadTokens":0,"cacheWriteTokens":0,"costNanoUsd":50,
                   "unpriced":0,"estimated":0},
                  {"day":"2026-11-02","model":"anthropic.claude-3-haiku-20240307-v1:0",
                   "requests":2,"inputTokens":11,"outputTokens":22,"cacheReadTokens":0,
                   "cacheWriteTokens":0,"costNanoUsd":1100,"unpriced":0,"estimated":0},
                  {"day":"2026-11-21","model":"anthropic.claude-3-haiku-20240307-v1:0",
                   "requests":1,"inputTokens":7,"outputTokens":7,"cacheReadTokens":0,
                   "cacheWriteTokens":0,"costNanoUsd":7,"unpriced":0,"estimated":0}]}
                """));
  }

  @Test
  void hidesNeitherWhatHasNoPriceNorWhatWasEstimated() throws IOException {
    put("2026-11-02T10:00:00.000Z", HAIKU, Map.of("input_tokens", number(3)));
    put(
        "2026-11-02T10:00:00.001Z",
        HAIKU,
        Map.of(
            "input_tokens", number(3),
            "cache_read_tokens", number(4),
            "cache_write_tokens", number(5),
            "usage_source", text("estimate"),
            "price_version", text("unpriced")));
    put("2026-11-02T10:00:00.002Z", HAIKU, Map.of("usage_source", text("none")));
    JsonNode total = told(Map.of()).get("total");
    assertThat(total)
        .isEqualTo(
            json(
                """
                {"requests":3,"inputTokens":6,"outputTokens":0,"cacheReadTokens":4,
                 "cacheWriteTokens":5,"unpriced":2,"estimated":1}
                """));
  }

  @Test
  void sumsUpInTotalWhatHasAPriceOfARequestOfSeveralModels() throws IOException {
    Map<String, AttributeValue> left =
        Map.of(
            "model_id", text(HAIKU),
            "input_tokens", number(3),
            "usage_source", text("estimate"),
            "price_version", text("unpriced"));
    Map<String, AttributeValue> answered = new HashMap<>(priced(3, 2, 50));
    answered.put("model_id", text(NOVA));
    put(
        "2026-11-02T10:00:00.000Z",
        NOVA,
        Map.of(
            "input_tokens", number(6),
            "output_tokens", number(2),
            "usage_source", text("estimate"),
            "price_version", text("unpriced"),
            "attempts",
                AttributeValue.fromL(
                    List.of(AttributeValue.fromM(left), AttributeValue.fromM(answered)))));
    JsonNode told = told(Map.of());
    assertThat(told.get("total"))
        .isEqualTo(
            json(
                """
                {"requests":1,"inputTokens":6,"outputTokens":2,"cacheReadTokens":0,
                 "cacheWriteTokens":0,"costNanoUsd":50,"unpriced":1,"estimated":1}
                """));
    assertThat(told.get("byDayAndModel"))
        .isEqualTo(
            json(
                """
                [{"day":"2026-11-02","model":"amazon.nova-lite-v1:0","requests":1,"inputTokens":3,
                  "outputTokens":2,"cacheReadTokens":0,"cacheWriteTokens":0,"costNanoUsd":50,
                  "unpriced":1,"estimated":1},
                 {"day":"2026-11-02","model":"anthropic.claude-3-haiku-20240307-v1:0",
                  "requests":0,"inputTokens":3,"outputTokens":0,"cacheReadTokens":0,
                  "cacheWriteTokens":0,"unpriced":0,"estimated":0}]
                """));
  }

  @Test
  void takesTheFirstInstantAndNotTheLast() throws IOException {
    put("2026-11-02T10:00:00.000Z", HAIKU, priced(1, 0, 0));
    put("2026-11-02T11:00:00.000Z", HAIKU, priced(10, 0, 0));
    Map<String, String> hour = Map.of("from", "2026-11-02T10:00:00Z", "to", "2026-11-02T11:00:00Z");
    assertThat(told(hour).at("/total/inputTokens").asLong()).isEqualTo(1);
  }

  @Test
  void readsAcrossMonthsAndPages() throws IOException {
    for (int second = 10; second < 20; second++) {
      put("2026-10-31T10:00:" + second + ".000Z", HAIKU, priced(1, 0, 0));
      put("2026-11-01T10:00:" + second + ".000Z", HAIKU, priced(10, 0, 0));
    }
    tables.pageBy(3);
    Map<String, String> weekend = Map.of("from", "2026-10-31", "to", "2026-11-01");
    assertThat(told(weekend).at("/total/inputTokens").asLong()).isEqualTo(110);
    assertThat(tables.requests()).isEqualTo(8);
  }

  @Test
  void sumsUpNobodyElses() throws IOException {
    put("2026-11-02T10:00:00.000Z", HAIKU, priced(1, 0, 0));
    CustomerId other = new CustomerId(customer.value() + "#2026-11");
    assertThat(usageStatements.of(other, Map.of(), inAMinute()))
        .isInstanceOfSatisfying(
            UsageStatements.Statement.Available.class,
            available ->
                assertThat(new String(available.json().bytes(), StandardCharsets.UTF_8))
                    .contains("\"requests\":0"));
  }

  @Test
  void refusesWhatWouldCostTooMuch() {
    for (int record = 0; record <= UsageStatements.MOST_PAGES; record++) {
      put("2026-11-02T10:00:00.%03dZ".formatted(record), HAIKU, priced(1, 0, 0));
    }
    tables.pageBy(1);
    assertThat(refused(inAMinute()).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(tables.requests()).isEqualTo(UsageStatements.MOST_PAGES);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    assertThat(refused(Deadline.in(Duration.ZERO, clock)).sentence()).contains("too many records");
    assertThat(tables.requests()).isZero();
  }

  @Test
  void saysSoWhenTheTableCannotBeRead() {
    tables.failWith("ProvisionedThroughputExceededException");
    assertThat(refused(inAMinute()))
        .isEqualTo(
            Problem.of(ErrorCode.UNAVAILABLE).withCause("ProvisionedThroughputExceededException"));
  }

  private JsonNode told(Map<String, String> parameters) throws IOException {
    UsageStatements.Statement usageStatement =
        usageStatements.of(customer, parameters, inAMinute());
    assertThat(usageStatement).isInstanceOf(UsageStatements.Statement.Available.class);
    return new ObjectMapper()
        .readTree(((UsageStatements.Statement.Available) usageStatement).json().bytes());
  }

  private Problem refused(Deadline deadline) {
    UsageStatements.Statement usageStatement = usageStatements.of(customer, Map.of(), deadline);
    assertThat(usageStatement).isInstanceOf(UsageStatements.Statement.Refused.class);
    return ((UsageStatements.Statement.Refused) usageStatement).problem();
  }

  private Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), clock);
  }

  private void put(String instant, String model, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("customerMonth", text(customer.value() + "#" + instant.substring(0, 7)));
    item.put("instantRequestId", text(instant + "#" + UUID.randomUUID()));
    item.put("model_id", text(model));
    LOCAL.put(LocalTables.USAGE, item);
  }

  private static Map<String, AttributeValue> priced(long input, long output, long cost) {
    return Map.of(
        "input_tokens", number(input),
        "output_tokens", number(output),
        "cost_nano_usd", number(cost),
        "price_version", text("bundled-2026-11-20"),
        "usage_source", text("bedrock"));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
