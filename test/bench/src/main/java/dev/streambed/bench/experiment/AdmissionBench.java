package dev.streambed.bench.experiment;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.limit.Admission;
import dev.streambed.gateway.limit.Admitter;
import dev.streambed.gateway.limit.LimitsTable;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.ReservationRequest;
import dev.streambed.gateway.limit.Settlement;
import dev.streambed.gateway.limit.Settler;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/// Admits and settles one customer's requests with the gateway's classes. Thread-safe.
final class AdmissionBench {

  private static final ModelId MODEL = new ModelId("amazon.nova-lite-v1:0");
  private static final TokenEstimate ESTIMATE = new TokenEstimate(200, 800);
  private static final long NANO_DOLLARS = 500_000;
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final long UNREACHED_LIMIT = 1_000_000_000_000L;

  private final Customer customer;
  private final Admitter admitter;
  private final Settler settler;

  /// Creates a customer with every limit.
  ///
  /// @param requestsPerMinute its limit of requests per minute
  /// @param concurrentAnswers its limit of concurrent answers; the other limits are never reached
  AdmissionBench(
      LimitTables limits, String customer, long requestsPerMinute, long concurrentAnswers) {
    LimitsTable table = new LimitsTable(limits.client(), limits.table());
    this.customer =
        new Customer(
            new CustomerId(customer),
            new Limits(
                Map.of(
                    Limit.REQUESTS_PER_MINUTE, requestsPerMinute,
                    Limit.REQUESTS_PER_DAY, UNREACHED_LIMIT,
                    Limit.TOKENS_PER_MINUTE, UNREACHED_LIMIT,
                    Limit.USD_PER_MONTH, UNREACHED_LIMIT,
                    Limit.CONCURRENT_ANSWERS, concurrentAnswers)),
            new AllowedModels.Every());
    this.admitter = new Admitter(table, new Random(), Clock.systemUTC());
    this.settler = new Settler(table, Clock.systemUTC());
  }

  /// Requests one answer.
  ///
  /// @return empty if it was refused because of a limit
  /// @throws IllegalStateException if it was refused for another reason
  Optional<Permit> admit() {
    return switch (admitter.admit(customer, wanted())) {
      case Admission.Admitted(Permit permit, _) -> Optional.of(permit);
      case Admission.Refused(var problem, _) -> {
        if (problem.limit().isEmpty()) {
          throw new IllegalStateException("refused without a limit: " + problem.code());
        }
        yield Optional.empty();
      }
    };
  }

  /// Settles it with less than was reserved.
  ///
  /// @throws IllegalStateException if the settlement cannot be written
  void settle(Permit permit) {
    Settlement settlement =
        settler.settle(permit, new SettledUsage(ESTIMATE.tokens() / 2, NANO_DOLLARS / 2));
    switch (settlement) {
      case Settlement.Settled _ -> {}
      case Settlement.AlreadySettled _ -> throw new IllegalStateException("settled twice");
      case Settlement.Failed(String cause) ->
          throw new IllegalStateException("not settled: " + cause);
    }
  }

  private static ReservationRequest wanted() {
    return new ReservationRequest(
        new RequestId(UUID.randomUUID().toString()),
        MODEL,
        Transport.FUNCTION_URL,
        Operation.INVOKE_MODEL_STREAM,
        Dialect.SEED,
        ESTIMATE,
        OptionalLong.of(NANO_DOLLARS),
        LEASE);
  }
}
