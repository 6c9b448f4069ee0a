package dev.streambed.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.LimitObserver;
import dev.streambed.gateway.LimitedCustomer;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.ShardThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.UsageTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class UsageRecorderTest {

  private static final SettledUsage NOTHING = new SettledUsage(0, OptionalLong.of(0));
  private static final Usage USAGE = new Usage.Counted(10, 20, 3, 4);

  private final TestClock clock = TestClock.at("2026-11-30T23:58:30.250Z");
  private final String name = UUID.randomUUID().toString();
  private final CountingDynamoDb tables = new CountingDynamoDb(LocalTables.shared().dynamoDb());
  private final LimitedCustomer customer =
      new LimitedCustomer(name, tables, clock, LimitedCustomer.USUAL_LEASE);

  @Test
  void takesThreeWritesForAnAnswerAndNoRead() {
    Permit permit = admit();
    assertThat(tables.requests()).isEqualTo(1);
    customer.end(permit, USAGE);
    assertThat(tables.requests()).isEqualTo(3);
  }

  @Test
  void settlesByFinalNumbersAndKeepsWhatWasReservedWithoutThem() {
    customer.end(admit(), USAGE);
    assertCounted(30);
    customer.end(admit(), new Usage.Estimated(5, 6, Usage.Estimated.MODEL_COUNTS));
    assertCounted(41);
    customer.end(admit(), new Usage.Unknown());
    assertCounted(41);
    customer.end(admit(), new Usage.Estimated(5, 6, Usage.Estimated.DRAIN_OFF));
    assertCounted(141);
    customer.end(admit(), new Usage.Counted(10, 20, 3, 4).withRetried(true));
    assertCounted(241);
    customer.end(admit(), new Usage.Estimated(500, 6, Usage.Estimated.BROKEN_OFF));
    assertCounted(747);
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202611r", 6L);
  }

  @Test
  void saysInTheRecordWhatIsHeldWhereThatIsMore() {
    customer.end(admit(), new Usage.Estimated(5, 6, Usage.Estimated.DRAIN_OFF));
    assertThat(record())
        .containsEntry("token_count", LocalTables.number(11))
        .containsEntry("cost_nano_usd", LocalTables.number(110))
        .containsEntry("held_tokens", LocalTables.number(100))
        .containsEntry("held_nano_usd", LocalTables.number(1000));
  }

  @Test
  void saysNothingOfWhatIsHeldWhereTheRecordSaysIt() {
    customer.end(admit(), new Usage.Estimated(500, 6, Usage.Estimated.BROKEN_OFF));
    assertThat(record()).doesNotContainKeys("held_tokens", "held_nano_usd");
  }

  @Test
  void findsAThresholdThatWhatIsHeldComesTo() {
    List<ShardThresholdReached> found = new ArrayList<>();
    for (int answer = 0; answer < 2; answer++) {
      // A little more than a quarter of the budget, and of what a minute holds nearly all.
      Permit permit = admit(new TokenEstimate(100, 37_900));
      Usage guess = new Usage.Estimated(100, 1, Usage.Estimated.DRAIN_OFF);
      assertThat(found).isEmpty();
      customer.books(found::add).record(permit, LimitedCustomer.entry(permit, guess));
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(found).hasSize(1);
  }

  @Test
  void countsWhatWasReservedForAnAnswerWithoutAPrice() {
    Permit lived = admit();
    UsageRecorder usageRecorder = unpriced();
    usageRecorder.record(lived, LimitedCustomer.entry(lived, USAGE));
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 1000L);
    assertThat(usageRecorder.recordKilled(admit())).isTrue();
    assertThat(LimitObserver.counters(name))
        .containsEntry("M202611t", 130L)
        .containsEntry("M202611c", 2000L);
    Permit died = admit();
    unpricedLedger().record(LimitedCustomer.entry(died, USAGE));
    assertThat(usageRecorder.recordKilled(died)).as("its record is there").isTrue();
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202611t", 160L)
        .containsEntry("M202611c", 3000L);
  }

  @Test
  void countsWhatWasReservedByARecordWithoutAPriceThatDoesNotSaySo() {
    Permit died = admit();
    // A record of an earlier version, without held amounts.
    unpricedLedger().record(LimitedCustomer.entry(died, USAGE));
    assertThat(unpriced().recordKilled(died)).isTrue();
    assertThat(LimitObserver.counters(name))
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 1000L);
  }

  @Test
  void saysThatAReservationStaysOpenWhenItCannotBeSettled() {
    Permit permit = admit();
    List<String> lines = new ArrayList<>();
    Metrics metrics = new Metrics("Streambed", lines::add, clock);
    LimitsTable limits = new LimitsTable(tables, LocalTables.LIMITS);
    Ledger ledger =
        new Ledger(
            lines::add,
            new UsageTable(tables, LocalTables.USAGE),
            LimitedCustomer.PRICES,
            Metrics.off());
    UsageRecorder usageRecorder =
        new UsageRecorder(
            ledger, new Settler(limits, clock), new ProblemLog(lines::add, metrics), _ -> {});
    tables.failWith("ThrottlingException");
    assertThat(usageRecorder.settle(permit, NOTHING)).isFalse();
    assertThat(lines.removeFirst())
        .contains("\"Dimensions\":[[]]")
        .endsWith("\"UnsettledReservations\":1}");
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"reservation_unsettled\",\"customer_id\":\""
                + name
                + "\",\"request_id\":\""
                + permit.requestId().value()
                + "\",\"error_cause\":\"ThrottlingException\"}");
    tables.recover();
    assertThat(usageRecorder.settle(permit, NOTHING)).isTrue();
    assertThat(lines).hasSize(1);
    assertThat(LimitObserver.counters(name)).containsEntry("running", 0L);
  }

  private void assertCounted(long tokens) {
    assertThat(LimitObserver.counters(name))
        .containsEntry("M202611t", tokens)
        .containsEntry("M202611c", 10 * tokens);
  }

  private Map<String, AttributeValue> record() {
    return LocalTables.shared().records(name).getFirst();
  }

  private UsageRecorder unpriced() {
    Settler settler = new Settler(new LimitsTable(tables, LocalTables.LIMITS), clock);
    return new UsageRecorder(
        unpricedLedger(), settler, new ProblemLog(_ -> {}, Metrics.off()), _ -> {});
  }

  private Ledger unpricedLedger() {
    UsageTable usage = new UsageTable(tables, LocalTables.USAGE);
    return new Ledger(_ -> {}, usage, (_, _) -> new Cost.Unpriced(), Metrics.off());
  }

  private Permit admit() {
    return admit(new TokenEstimate(60, 40));
  }

  private Permit admit(TokenEstimate tokenEstimate) {
    Admission admission = customer.admit(tokenEstimate);
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }
}
