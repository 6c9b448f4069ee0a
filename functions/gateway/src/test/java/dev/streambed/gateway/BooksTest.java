package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.CountingTables;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.Recorded;
import dev.streambed.gateway.usage.UsageTable;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BooksTest {

  private static final Recorded NOTHING = new Recorded(0, OptionalLong.of(0));
  private static final Usage USAGE = new Usage.Counted(10, 20, 3, 4);

  private final TestClock clock = TestClock.at("2026-11-30T23:58:30.250Z");
  private final String name = UUID.randomUUID().toString();
  private final CountingTables tables = new CountingTables(LocalTables.shared().client());
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
  void settlesByEstimatesAndByNothingToo() {
    customer.end(admit(), USAGE);
    customer.end(admit(), new Usage.Estimated(5, 6, "drain_off"));
    customer.end(admit(), new Usage.Unknown());
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202611r", 3L)
        .containsEntry("M202611t", 41L)
        .containsEntry("M202611c", 410L);
  }

  @Test
  void countsWhatWasReservedForAnAnswerWithoutAPrice() {
    Permit lived = admit();
    Books books = unpriced();
    books.close(lived, LimitedCustomer.entry(lived, USAGE));
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202611t", 30L)
        .containsEntry("M202611c", 1000L);
    assertThat(books.closeLate(admit())).isTrue();
    assertThat(LimitObserver.counters(name))
        .containsEntry("M202611t", 90L)
        .containsEntry("M202611c", 2000L);
    Permit died = admit();
    unpricedLedger().record(LimitedCustomer.entry(died, USAGE));
    assertThat(books.closeLate(died)).as("its record is there").isTrue();
    assertThat(LimitObserver.counters(name))
        .containsEntry("running", 0L)
        .containsEntry("M202611t", 120L)
        .containsEntry("M202611c", 3000L);
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
    Books books =
        new Books(ledger, new Settler(limits, clock), new Faults(lines::add, metrics), _ -> {});
    tables.failWith("ThrottlingException");
    assertThat(books.settle(permit, NOTHING)).isFalse();
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
    assertThat(books.settle(permit, NOTHING)).isTrue();
    assertThat(lines).hasSize(1);
    assertThat(LimitObserver.counters(name)).containsEntry("running", 0L);
  }

  private Books unpriced() {
    Settler settler = new Settler(new LimitsTable(tables, LocalTables.LIMITS), clock);
    return new Books(unpricedLedger(), settler, new Faults(_ -> {}, Metrics.off()), _ -> {});
  }

  private Ledger unpricedLedger() {
    UsageTable usage = new UsageTable(tables, LocalTables.USAGE);
    return new Ledger(_ -> {}, usage, (_, _) -> new Cost.Unpriced(), Metrics.off());
  }

  private Permit admit() {
    Admission admission = customer.admit(new Estimate(60, 40));
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).permit();
  }
}
