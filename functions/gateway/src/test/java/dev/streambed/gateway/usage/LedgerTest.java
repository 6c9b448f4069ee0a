package dev.streambed.gateway.usage;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LedgerTest {

  private static final LocalTables LOCAL = LocalTables.shared();
  private static final Instant AT = Instant.parse("2026-11-21T09:15:02.100Z");
  private static final Usage COUNTED = new Usage.Counted(1, 20, 300, 4000);

  private final String customer = UUID.randomUUID().toString();
  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private final List<String> lines = new ArrayList<>();
  private Cost cost = new Cost.Priced(1_234_567, "2026-11");
  private final Ledger ledger =
      new Ledger(
          lines::add,
          new UsageTable(tables, LocalTables.USAGE),
          (_, usage) -> usage instanceof Usage.Unknown ? new Cost.Unknown() : cost,
          Metrics.off());
  private String requestId = "r-1";
  private Attribution attribution = Attribution.NONE;

  @Test
  void writesTheLineInItsOrder() {
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"bedrock_stream\",\"customer_id\":\""
                + customer
                + "\","
                + "\"request_id\":\"r-1\",\"model_id\":\"amazon.nova-lite-v1:0\","
                + "\"input_tokens\":1,\"output_tokens\":20,\"token_count\":21,"
                + "\"duration_ms\":1234,\"timestamp\":1795252502.100,"
                + "\"cache_read_tokens\":300,\"cache_write_tokens\":4000,"
                + "\"outcome\":\"complete\",\"usage_source\":\"bedrock\","
                + "\"stop_reason\":\"end_turn\",\"transport\":\"rest_api\","
                + "\"cost_nano_usd\":1234567,\"price_version\":\"2026-11\","
                + "\"first_piece_ms\":345,\"pieces\":6,"
                + "\"operation\":\"InvokeModelWithResponseStream\",\"dialect\":\"seed\"}");
  }

  @Test
  void writesWhatLambdasLogFormatJsonLooksForAndTheNumberBesideIt() {
    new Ledger(
            lines::add,
            new UsageTable(tables, LocalTables.USAGE),
            (_, _) -> cost,
            Metrics.off(),
            true)
        .record(
            new UsageEntry(
                asked(true), AT, Duration.ofMillis(5), new Outcome.Complete(COUNTED, "end_turn")));
    assertThat(lines)
        .singleElement()
        .asString()
        .contains(
            "\"duration_ms\":5,\"timestamp\":\"2026-11-21T09:15:02.100Z\",\"level\":\"INFO\","
                + "\"admitted_at\":1795252502.100,\"cache_read_tokens\":300,");
    assertThat(records().getFirst())
        .containsEntry("timestamp", AttributeValue.fromN("1795252502.1"))
        .doesNotContainKeys("level", "admitted_at");
  }

  @Test
  void writesWhatIsSeldomThereInItsPlaceToo() {
    Usage usage = new Usage.Counted(1, 2, 3, 9).withCacheWrite1h(5).withServiceTier("flex");
    Problem problem =
        Problem.of(ErrorCode.MODEL_ERROR)
            .withCause("ModelErrorException")
            .withDiagnosis(new Diagnosis("model_failed", "It broke."));
    record(true, new Outcome.Failed(usage, problem));
    assertThat(lines.getFirst())
        .contains("\"cache_write_tokens\":9,\"cache_write_1h_tokens\":5,\"outcome\"")
        .endsWith(
            "\"pieces\":6,\"error_code\":\"model_error\","
                + "\"error_cause\":\"ModelErrorException\",\"error_reason\":\"model_failed\","
                + "\"error_message\":\"It broke.\",\"service_tier\":\"flex\","
                + "\"operation\":\"InvokeModelWithResponseStream\",\"dialect\":\"seed\"}");
  }

  @Test
  void saysWhatAGuardrailDidAndIsBilledBy() {
    Guardrail guardrail =
        new Guardrail("INTERVENED", Map.of("wordPolicyUnits", 1L, "contentPolicyImageUnits", 2L));
    Outcome outcome = new Outcome.Complete(COUNTED, "guardrail_intervened");
    record(
        new UsageEntry(asked(false), AT, Duration.ofMillis(5), outcome)
            .with(guardrail)
            .withBedrockRequestId("b-1"));
    assertThat(lines.getFirst())
        .contains("\"stop_reason\":\"guardrail_intervened\"")
        .endsWith(
            "\"guardrail_action\":\"INTERVENED\",\"guardrail_content_policy_image_units\":2,"
                + "\"guardrail_word_policy_units\":1,\"operation\":\"InvokeModel\","
                + "\"dialect\":\"seed\",\"bedrock_request_id\":\"b-1\"}");
    assertThat(records().getFirst()).containsEntry("guardrail_word_policy_units", number(1));
  }

  @Test
  void endsWithTheKeyOfTheCall() {
    attribution = new Attribution("sb_abcdefgh", "search \"1\"");
    record(false, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(lines.getFirst())
        .endsWith(
            "\"dialect\":\"seed\",\"key_id\":\"sb_abcdefgh\","
                + "\"key_name\":\"search \\\"1\\\"\"}");
    assertThat(records().getFirst())
        .containsEntry("key_id", text("sb_abcdefgh"))
        .containsEntry("key_name", text("search \"1\""));
  }

  @Test
  void keepsTagsInOneFieldWhateverTheirNames() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("team", "search \"1\"");
    tags.put("cost_nano_usd", "0");
    tags.put("customer_id", "somebody else");
    attribution = new Attribution("", "", new Tags(tags));
    SettledUsage settled = ledger.record(entryOf(new Outcome.Complete(COUNTED, "end_turn")));
    assertThat(settled).isEqualTo(new SettledUsage(21, OptionalLong.of(1_234_567)));
    assertThat(lines.getFirst())
        .endsWith(
            ",\"tags\":{\"team\":\"search \\\"1\\\"\",\"cost_nano_usd\":\"0\","
                + "\"customer_id\":\"somebody else\"}}");
    ledger.record(entryOf(new Outcome.Complete(COUNTED, "end_turn")));
    assertThat(records())
        .singleElement()
        .satisfies(record ->
            assertThat(record)
                .containsEntry("cost_nano_usd", number(1_234_567))
                .containsEntry("customer_id", text(customer))
                .containsEntry(
                    "tags",
                    AttributeValue.fromM(
                        Map.of(
                            "team", text("search \"1\""),
                            "cost_nano_usd", text("0"),
                            "customer_id", text("somebody else")))));
  }

  private UsageEntry entryOf(Outcome outcome) {
    return new UsageEntry(asked(false), AT, Duration.ofMillis(5), outcome);
  }

  @Test
  void saysUnpricedAndNeverZero() {
    cost = new Cost.Unpriced();
    assertThat(fields(true, new Outcome.Complete(COUNTED, "")))
        .containsEntry("price_version", text("unpriced"))
        .doesNotContainKey("cost_nano_usd");
  }

  @Test
  void saysNothingOfPricesWithoutCounts() {
    Problem problem = Problem.of(ErrorCode.MODEL_THROTTLED);
    assertThat(fields(true, new Outcome.Failed(new Usage.Unknown(), problem)))
        .doesNotContainKeys("cost_nano_usd", "price_version");
  }

  @Test
  void countsPiecesOnlyOfStreams() {
    assertThat(fields(false, new Outcome.Complete(COUNTED, "")))
        .doesNotContainKeys("pieces", "first_piece_ms");
    record(new UsageEntry(asked(true), AT, Duration.ofMillis(5), new Outcome.Stopped(COUNTED)));
    assertThat(lines.getLast()).contains("\"pieces\":0").doesNotContain("first_piece_ms");
  }

  @Test
  void putsTheSameFieldsIntoTheRecord() {
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    Map<String, AttributeValue> expected = new HashMap<>();
    expected.put("customerMonth", text(customer + "#2026-11"));
    expected.put("instantRequestId", text("2026-11-21T09:15:02.100Z#r-1"));
    expected.put("event_type", text("bedrock_stream"));
    expected.put("customer_id", text(customer));
    expected.put("request_id", text("r-1"));
    expected.put("model_id", text("amazon.nova-lite-v1:0"));
    expected.put("input_tokens", number(1));
    expected.put("output_tokens", number(20));
    expected.put("token_count", number(21));
    expected.put("duration_ms", number(1234));
    expected.put("timestamp", AttributeValue.fromN("1795252502.1"));
    expected.put("cache_read_tokens", number(300));
    expected.put("cache_write_tokens", number(4000));
    expected.put("outcome", text("complete"));
    expected.put("usage_source", text("bedrock"));
    expected.put("stop_reason", text("end_turn"));
    expected.put("transport", text("rest_api"));
    expected.put("cost_nano_usd", number(1_234_567));
    expected.put("price_version", text("2026-11"));
    expected.put("first_piece_ms", number(345));
    expected.put("pieces", number(6));
    expected.put("operation", text("InvokeModelWithResponseStream"));
    expected.put("dialect", text("seed"));
    assertThat(records()).containsExactly(expected);
  }

  @Test
  void namesEachEnding() {
    Usage none = new Usage.Unknown();
    assertThat(fields(false, new Outcome.Complete(COUNTED, "")))
        .containsEntry("event_type", text("bedrock_invoke"))
        .doesNotContainKey("stop_reason");
    assertThat(fields(true, new Outcome.ClientGone(COUNTED, "stop")))
        .containsEntry("event_type", text("bedrock_stream"))
        .containsEntry("outcome", text("client_gone"))
        .containsEntry("output_tokens", number(20));
    assertThat(fields(true, new Outcome.Stopped(COUNTED)))
        .containsEntry("outcome", text("stopped"))
        .containsEntry("usage_source", text("bedrock"))
        .doesNotContainKey("estimate_reason");
    assertThat(fields(true, new Outcome.Failed(none, Problem.of(ErrorCode.TIMEOUT))))
        .containsEntry("event_type", text("bedrock_error"))
        .containsEntry("outcome", text("timeout"))
        .containsEntry("error_code", text("timeout"))
        .doesNotContainKey("error_cause");
  }

  @Test
  void callsAGuessAGuess() {
    record(true, new Outcome.Stopped(new Usage.Estimated(5, 6, Usage.Estimated.DRAIN_OVER)));
    assertThat(lines.getFirst())
        .contains("\"usage_source\":\"estimate\",\"estimate_reason\":\"drain_over\",");
    assertThat(records().getFirst())
        .containsEntry("event_type", text("bedrock_stream"))
        .containsEntry("outcome", text("stopped"))
        .containsEntry("stop_reason", text("stopped"))
        .containsEntry("usage_source", text("estimate"))
        .containsEntry("estimate_reason", text("drain_over"))
        .containsEntry("input_tokens", number(5))
        .containsEntry("output_tokens", number(6))
        .containsEntry("token_count", number(11))
        .doesNotContainKeys("cache_read_tokens", "cache_write_tokens");
  }

  @Test
  void writesTheCachesAndTheTierOfAGuess() {
    Usage.Counted counts = new Usage.Counted(5, 6, 100_000, 9, 4, "flex");
    record(true, new Outcome.ClientGone(new Usage.Estimated(counts, "drain_off"), ""));
    assertThat(records().getFirst())
        .containsEntry("input_tokens", number(5))
        .containsEntry("cache_read_tokens", number(100_000))
        .containsEntry("cache_write_tokens", number(9))
        .containsEntry("cache_write_1h_tokens", number(4))
        .containsEntry("service_tier", text("flex"));
  }

  @Test
  void writesWhatTheLimitsHoldBehindThePrice() {
    Usage guess = new Usage.Estimated(5, 6, Usage.Estimated.BROKEN_OFF);
    UsageEntry entry =
        new UsageEntry(asked(true), AT, Duration.ofMillis(5), new Outcome.Stopped(guess));
    SettledUsage settledUsage = ledger.record(entry.with(new UsageEntry.Reserved(4105, 2_000_000)));
    assertThat(lines.getFirst())
        .contains(
            "\"token_count\":11,",
            "\"cost_nano_usd\":1234567,\"price_version\":\"2026-11\","
                + "\"held_tokens\":4105,\"held_nano_usd\":2000000,\"pieces\":0");
    assertThat(settledUsage).isEqualTo(new SettledUsage(4105, OptionalLong.of(2_000_000)));
    assertThat(ledger.recordIfAbsent(entry)).as("by the record").isEqualTo(settledUsage);
  }

  @Test
  void holdsTheDollarsOfWhatHasNoPriceAndNotItsTokens() {
    cost = new Cost.Unpriced();
    UsageEntry entry =
        new UsageEntry(
            asked(true), AT, Duration.ofMillis(5), new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(ledger.record(entry.with(new UsageEntry.Reserved(4105, 2_000_000))))
        .isEqualTo(new SettledUsage(21, OptionalLong.of(2_000_000)));
    assertThat(records().getFirst())
        .containsEntry("held_nano_usd", number(2_000_000))
        .doesNotContainKeys("held_tokens", "cost_nano_usd");
  }

  @Test
  void leavesOutCountsThatBedrockDidNotGive() {
    Problem problem = Problem.of(ErrorCode.MODEL_THROTTLED).withCause("ThrottlingException");
    assertThat(fields(true, new Outcome.Failed(new Usage.Unknown(), problem)))
        .containsEntry("usage_source", text("none"))
        .containsEntry("outcome", text("model_error"))
        .containsEntry("error_code", text("model_throttled"))
        .containsEntry("error_cause", text("ThrottlingException"))
        .doesNotContainKeys(
            "input_tokens",
            "output_tokens",
            "token_count",
            "cache_read_tokens",
            "cache_write_tokens");
  }

  @Test
  void writesTheLineEvenWhenTheRecordCannotBeWritten() {
    tables.failWith("AccessDeniedException");
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).contains("\"outcome\":\"complete\"");
    assertThat(lines.getLast())
        .isEqualTo(
            "{\"event_type\":\"usage_record_lost\",\"customer_id\":\""
                + customer
                + "\","
                + "\"request_id\":\"r-1\",\"error_cause\":\"AccessDeniedException\"}");
  }

  @Test
  void keepsOneRecordOfARequestHoweverOftenItIsWritten() {
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(records()).hasSize(1);
    assertThat(lines).hasSize(2);
  }

  @Test
  void losesNoOtherRequestOfTheSameMillisecondAndId() {
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    record(true, new Outcome.Complete(new Usage.Counted(7, 7, 7, 7), "end_turn"));
    record(true, new Outcome.Complete(new Usage.Counted(8, 8, 8, 8), "end_turn"));
    record(true, new Outcome.Complete(new Usage.Counted(8, 8, 8, 8), "end_turn"));
    String key = "2026-11-21T09:15:02.100Z#r-1";
    assertThat(records())
        .extracting(record -> record.get("instantRequestId"), record -> record.get("input_tokens"))
        .containsExactlyInAnyOrder(
            tuple(text(key), number(1)),
            tuple(text(key + "#2"), number(7)),
            tuple(text(key + "#3"), number(8)));
  }

  @Test
  void triesARecordAgainThatTheTableDidNotTake() {
    tables.failTimes(2, "InternalServerError", 500);
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(records()).hasSize(1);
    assertThat(lines).hasSize(1);
    assertThat(tables.requests()).isEqualTo(3);
  }

  @Test
  void triesNoMoreThanThreeTimes() {
    tables.failTimes(9, "ProvisionedThroughputExceededException", 400);
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(tables.requests()).isEqualTo(3);
    assertThat(lines.getLast())
        .contains("usage_record_lost", "ProvisionedThroughputExceededException");
  }

  @Test
  void doesNotTryAgainWhatWillNotPass() {
    tables.failTimes(9, "ValidationException", 400);
    record(true, new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(tables.requests()).isEqualTo(1);
    assertThat(lines.getLast()).contains("usage_record_lost", "ValidationException");
  }

  private Map<String, AttributeValue> fields(boolean streamed, Outcome outcome) {
    requestId = "r-" + UUID.randomUUID();
    record(streamed, outcome);
    return records().stream()
        .filter(record -> text(requestId).equals(record.get("request_id")))
        .findFirst()
        .orElseThrow();
  }

  private void record(boolean streamed, Outcome outcome) {
    StreamTiming streamTiming =
        streamed ? new StreamTiming(6, Duration.ofMillis(345)) : StreamTiming.NONE;
    record(new UsageEntry(asked(streamed), AT, Duration.ofMillis(1234), outcome, streamTiming));
  }

  private void record(UsageEntry entry) {
    ledger.record(entry);
  }

  private AdmittedRequest asked(boolean streamed) {
    return new AdmittedRequest(
        new CustomerId(customer),
        new RequestId(requestId),
        new ModelId("amazon.nova-lite-v1:0"),
        Operation.invoke(streamed),
        Dialect.SEED,
        Transport.REST_API,
        attribution);
  }

  private List<Map<String, AttributeValue>> records() {
    return LOCAL.records(customer);
  }
}
