package dev.streambed.gateway.maintenance;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.LimitObserver;
import dev.streambed.gateway.LimitedCustomer;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.UsageTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SweepTest {

  private static final TokenEstimate ESTIMATE = new TokenEstimate(60, 40);
  private static final LocalTables LOCAL = LocalTables.shared();

  /// Before every other test's time, so that nothing of theirs is swept here.
  private final TestClock clock = TestClock.at("2020-11-30T23:59:30.250Z");

  private final String name = UUID.randomUUID().toString();
  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private final LimitedCustomer customer =
      new LimitedCustomer(name, LOCAL.dynamoDb(), clock, LimitedCustomer.USUAL_LEASE);
  private final List<String> lines = new ArrayList<>();
  private final Sweep sweep = sweep(tables, Metrics.off());

  @Test
  void putsTheRecordAndTheLineOfAFunctionThatDied() {
    Permit permit = admit();
    assertThat(sweepAfter(Duration.ofMinutes(17)).closed()).isZero();
    assertThat(sweepAfter(Duration.ofMinutes(2))).isEqualTo(new Sweep.Swept(1, true));
    assertThat(records())
        .containsExactly(
            Map.ofEntries(
                Map.entry("customerMonth", text(name + "#2020-11")),
                Map.entry(
                    "instantRequestId",
                    text("2020-11-30T23:59:30.250Z#" + permit.requestId().value())),
                Map.entry("event_type", text("bedrock_error")),
                Map.entry("customer_id", text(name)),
                Map.entry("request_id", text(permit.requestId().value())),
                Map.entry("model_id", text(LimitedCustomer.MODEL.value())),
                Map.entry("input_tokens", number(60)),
                Map.entry("output_tokens", number(0)),
                Map.entry("token_count", number(60)),
                Map.entry("timestamp", AttributeValue.fromN("1606780770.25")),
                Map.entry("outcome", text("killed")),
                Map.entry("usage_source", text("estimate")),
                Map.entry("estimate_reason", text("function_killed")),
                Map.entry("transport", text("function_url")),
                Map.entry("operation", text("InvokeModelWithResponseStream")),
                Map.entry("dialect", text("seed")),
                // Its name is not part of a reservation.
                Map.entry("key_id", text(LimitedCustomer.KEY.keyId())),
                Map.entry("cost_nano_usd", number(600)),
                Map.entry("price_version", text("test")),
                Map.entry("held_tokens", number(100)),
                Map.entry("held_nano_usd", number(1000))));
    assertThat(lines).singleElement().asString().contains("\"outcome\":\"killed\"");
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202011r", 1L)
        .as("what was reserved")
        .containsEntry("M202011t", 100L)
        .containsEntry("M202011c", 1000L);
  }

  @Test
  void settlesByTheRecordOfAFunctionThatDiedAfterIt() {
    Permit permit = admit();
    customer.recordOnly(permit, new Usage.Counted(10, 20, 3, 4));
    List<Map<String, AttributeValue>> before = records();
    assertThat(sweepAfter(Duration.ofMinutes(19)).closed()).isEqualTo(1);
    assertThat(records()).isEqualTo(before);
    assertThat(lines).isEmpty();
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202011t", 30L)
        .containsEntry("M202011c", 300L);
  }

  @Test
  void keepsWhatThatRecordHolds() {
    customer.recordOnly(admit(), new Usage.Estimated(10, 20, Usage.Estimated.DRAIN_OFF));
    customer.recordOnly(admit(), new Usage.Counted(10, 20, 3, 4).withRetried(true));
    customer.recordOnly(admit(), new Usage.Estimated(10, 20, Usage.Estimated.MODEL_COUNTS));
    customer.recordOnly(admit(), new Usage.Unknown());
    assertThat(sweepAfter(Duration.ofMinutes(19)).closed()).isEqualTo(4);
    assertThat(lines).isEmpty();
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202011t", 100L + 100 + 30)
        .containsEntry("M202011c", 1000L + 1000 + 300);
  }

  @Test
  void closesEachOnce() {
    admit();
    admit();
    assertThat(sweepAfter(Duration.ofMinutes(19)).closed()).isEqualTo(2);
    assertThat(sweepAfter(Duration.ofMinutes(5)).closed()).isZero();
    assertThat(records()).hasSize(2);
    assertThat(lines).hasSize(2);
  }

  @Test
  void leavesTheRestToTheNextWhenItsTimeIsOver() {
    admit();
    clock.advance(Duration.ofMinutes(19));
    Deadline over = Deadline.in(Duration.ZERO, clock);
    assertThat(sweep.run(over)).isEqualTo(new Sweep.Swept(0, false));
    assertThat(sweepAfter(Duration.ZERO)).isEqualTo(new Sweep.Swept(1, true));
  }

  @Test
  void saysSoWhenATableFails() {
    admit();
    tables.failWith("AccessDeniedException");
    assertThat(sweepAfter(Duration.ofMinutes(19))).isEqualTo(new Sweep.Swept(0, false));
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"sweep_unfinished\",\"error_cause\":\"AccessDeniedException\"}");
    sweepAfterRepair();
  }

  @Test
  void countsWhatItFindsAndCannotSettle() {
    Permit permit = admit();
    clock.advance(Duration.ofMinutes(19));
    tables.failWith("AccessDeniedException");
    Sweep reading = sweep(LOCAL.dynamoDb(), new Metrics("Streambed", lines::add, clock));
    assertThat(reading.run(Deadline.in(Duration.ofMinutes(1), clock)))
        .isEqualTo(new Sweep.Swept(0, false));
    assertThat(lines)
        .satisfiesExactly(
            metric -> assertThat(metric).contains("\"UnsettledReservations\":1}"),
            line -> assertThat(line).contains("reservation_unsettled", permit.requestId().value()),
            line -> assertThat(line).contains("sweep_unfinished", "AccessDeniedException"));
    sweepAfterRepair();
  }

  private Sweep sweep(DynamoDb counters, Metrics metrics) {
    LimitsTable limits = new LimitsTable(counters, LocalTables.LIMITS);
    ProblemLog problemLog = new ProblemLog(lines::add, metrics);
    Ledger ledger =
        new Ledger(
            lines::add,
            new UsageTable(tables, LocalTables.USAGE),
            LimitedCustomer.PRICES,
            Metrics.off());
    UsageRecorder usageRecorder =
        new UsageRecorder(ledger, new Settler(limits, clock), problemLog, _ -> {});
    return new Sweep(
        new OpenReservations(limits), usageRecorder, (_, _) -> false, problemLog, clock);
  }

  private Permit admit() {
    Admission admission = customer.admit(ESTIMATE);
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }

  private Sweep.Swept sweepAfter(Duration time) {
    clock.advance(time);
    return sweep.run(Deadline.in(Duration.ofMinutes(1), clock));
  }

  // What stays open would be another test's surprise.
  private void sweepAfterRepair() {
    clock.advance(Duration.ofMinutes(19));
    tables.recover();
    assertThat(sweepAfter(Duration.ZERO).closed()).isEqualTo(1);
  }

  private List<Map<String, AttributeValue>> records() {
    return LOCAL.records(name);
  }
}
