package dev.streambed.gateway;

import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.Milestone;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.Wanted;
import dev.streambed.gateway.usage.Asked;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.Pricing;
import dev.streambed.gateway.usage.Reserved;
import dev.streambed.gateway.usage.UsageEntry;
import dev.streambed.gateway.usage.UsageTable;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Limits;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Transport;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A customer that is held to every kind of limit, and the rooms that hold it, in whatever process.
///
/// @param lease of its reservations
record LimitedCustomer(String name, DynamoDbClient tables, InstantSource clock, Duration lease) {

  static final Limits LIMITS =
      new Limits(
          Map.of(
              Limit.REQUESTS_PER_MINUTE, 300L,
              Limit.REQUESTS_PER_DAY, 1500L,
              Limit.TOKENS_PER_MINUTE, 40_000L,
              Limit.USD_PER_MONTH, 1_500_000L,
              Limit.CONCURRENT_ANSWERS, 20L),
          1);
  static final ModelId MODEL = new ModelId("us.amazon.nova-lite-v1:0");

  static final Duration USUAL_LEASE = Duration.ofMinutes(16);

  private static final LogSink SILENT = _ -> {};

  /// Ten nano-dollars a token.
  static final Pricing PRICES =
      (_, usage) ->
          switch (usage) {
            case Usage.Counted some -> priced(some.input() + some.output());
            case Usage.Estimated some -> priced(some.counts().input() + some.counts().output());
            case Usage.Unknown() -> new Cost.Unknown();
          };

  Admission admit(Estimate estimate) {
    Wanted wanted =
        new Wanted(
            new RequestId(UUID.randomUUID().toString()),
            MODEL,
            Transport.FUNCTION_URL,
            true,
            estimate,
            OptionalLong.of(10 * estimate.tokens()),
            lease);
    Customer customer = new Customer(new CustomerId(name), LIMITS, new AllowedModels.Every());
    return new Admitter(table(), new Random(), clock).admit(customer, wanted);
  }

  /// Ends an answer as a function does that lives.
  void end(Permit permit, Usage usage) {
    books().close(permit, entry(permit, usage));
  }

  /// Ends an answer as a function does that dies between the record and the settlement.
  void recordOnly(Permit permit, Usage usage) {
    Reservation reservation = permit.reservation();
    ledger()
        .record(
            entry(permit, usage)
                .with(new Reserved(reservation.estimate().tokens(), reservation.nanoDollars())));
  }

  Books books() {
    return books(_ -> {});
  }

  Books books(Consumer<Milestone> milestones) {
    Faults faults = new Faults(SILENT, Metrics.off());
    return new Books(ledger(), new Settler(table(), clock), faults, milestones);
  }

  LimitsTable table() {
    return new LimitsTable(tables, LocalTables.LIMITS);
  }

  private Ledger ledger() {
    return new Ledger(SILENT, new UsageTable(tables, LocalTables.USAGE), PRICES, Metrics.off());
  }

  private static Cost priced(long tokens) {
    return new Cost.Priced(10 * tokens, "test");
  }

  static UsageEntry entry(Permit permit, Usage usage) {
    Asked asked =
        new Asked(permit.customer(), permit.requestId(), MODEL, true, Transport.FUNCTION_URL);
    return new UsageEntry(
        asked, permit.at(), Duration.ofSeconds(1), new Ending.Complete(usage, "end_turn"));
  }
}
