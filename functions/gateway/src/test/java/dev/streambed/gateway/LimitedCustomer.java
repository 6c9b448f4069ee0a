package dev.streambed.gateway;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.limit.ReservationRequest;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.ShardThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.usage.AdmittedRequest;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.usage.UsageEntry;
import dev.streambed.gateway.usage.UsageTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// A customer that is held to every kind of limit, and the limits that hold it, in any process.
///
/// @param lease of its reservations
public record LimitedCustomer(String name, DynamoDb tables, InstantSource clock, Duration lease) {

  static final Limits LIMITS =
      new Limits(
          Map.of(
              Limit.REQUESTS_PER_MINUTE, 300L,
              Limit.REQUESTS_PER_DAY, 1500L,
              Limit.TOKENS_PER_MINUTE, 40_000L,
              Limit.USD_PER_MONTH, 1_500_000L,
              Limit.CONCURRENT_ANSWERS, 20L));
  public static final ModelId MODEL = new ModelId("us.amazon.nova-lite-v1:0");

  public static final Attribution KEY = new Attribution("sb_test_key", "of tests");

  public static final Duration USUAL_LEASE = Duration.ofMinutes(16);

  private static final LogSink SILENT = _ -> {};

  /// Ten nano-dollars a token.
  public static final Pricing PRICES =
      (_, usage) ->
          switch (usage) {
            case Usage.Counted some -> priced(some.input() + some.output());
            case Usage.Estimated some -> priced(some.counts().input() + some.counts().output());
            case Usage.Unknown() -> new Cost.Unknown();
          };

  public Admission admit(TokenEstimate tokenEstimate) {
    ReservationRequest reservationRequest =
        new ReservationRequest(
            new RequestId(UUID.randomUUID().toString()),
            MODEL,
            Transport.FUNCTION_URL,
            Operation.INVOKE_MODEL_STREAM,
            Dialect.SEED,
            tokenEstimate,
            OptionalLong.of(10 * tokenEstimate.tokens()),
            "",
            KEY,
            List.of(),
            lease);
    Customer customer = new Customer(new CustomerId(name), LIMITS, new AllowedModels.Every());
    return new Admitter(table(), new Random(), clock).admit(customer, reservationRequest);
  }

  /// Ends an answer as a function does that lives.
  public void end(Permit permit, Usage usage) {
    books().record(permit, entry(permit, usage));
  }

  /// Ends an answer as a function does that dies between the record and the settlement.
  public void recordOnly(Permit permit, Usage usage) {
    Reservation reservation = permit.reservation();
    ledger()
        .record(
            entry(permit, usage)
                .with(
                    new UsageEntry.Reserved(
                        reservation.tokenEstimate().tokens(), reservation.nanoDollars())));
  }

  UsageRecorder books() {
    return books(_ -> {});
  }

  public UsageRecorder books(Consumer<ShardThresholdReached> milestones) {
    ProblemLog problemLog = new ProblemLog(SILENT, Metrics.off());
    return new UsageRecorder(ledger(), new Settler(table(), clock), problemLog, milestones);
  }

  public LimitsTable table() {
    return new LimitsTable(tables, LocalTables.LIMITS);
  }

  private Ledger ledger() {
    return new Ledger(SILENT, new UsageTable(tables, LocalTables.USAGE), PRICES, Metrics.off());
  }

  private static Cost priced(long tokens) {
    return new Cost.Priced(10 * tokens, "test");
  }

  public static UsageEntry entry(Permit permit, Usage usage) {
    AdmittedRequest admittedRequest =
        new AdmittedRequest(
            permit.customer(),
            permit.requestId(),
            MODEL,
            Operation.INVOKE_MODEL_STREAM,
            Dialect.SEED,
            Transport.FUNCTION_URL,
            permit.attribution());
    return new UsageEntry(
        admittedRequest,
        permit.admittedAt(),
        Duration.ofSeconds(1),
        new Outcome.Complete(usage, "end_turn"));
  }
}
