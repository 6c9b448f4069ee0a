package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.KeyLimits;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides whether a customer's request goes on to the model, and reserves what it may need if so.
/// Thread-safe.
public final class Admitter {

  private final Reserver reserver;
  private final Settler settler;
  private final RandomGenerator random;
  private final InstantSource clock;

  public Admitter(LimitsTable table, RandomGenerator random, InstantSource clock) {
    this.settler = new Settler(table, clock);
    this.reserver = new Reserver(table, settler);
    this.random = random;
    this.clock = clock;
  }

  public Admission admit(Customer customer, ReservationRequest reservationRequest) {
    if (!customer.models().include(reservationRequest.model())) {
      return refused(LimitProblems.modelNotAllowed(reservationRequest.model(), customer));
    }
    if (customer.isLimitedBy(Limit.USD_PER_MONTH) && reservationRequest.nanoDollars().isEmpty()) {
      return refused(LimitProblems.noPrice());
    }
    String nonce = HexFormat.of().toHexDigits(random.nextInt());
    Reservation reservation = Reservation.of(reservationRequest, clock.instant(), nonce);
    Permit permit =
        new Permit(customer.id(), reservationRequest.requestId(), 0, reservation, List.of());
    ShardedLimits shardedLimits = ShardedLimits.of(customer.limits());
    return tooMuch(shardedLimits, reservation)
        .or(() ->
            customer
                .browserKey()
                .flatMap(own -> tooMuch(ShardedLimits.of(own.limits()), reservation)))
        .map(Admitter::refused)
        .orElseGet(() ->
            customer
                .browserKey()
                .map(own -> within(own, permit, shardedLimits))
                .orElseGet(() -> reserver.reserve(permit, shardedLimits)));
  }

  // The smaller limits first: what they refuse costs the customer's counters no write.
  private Admission within(KeyLimits own, Permit permit, ShardedLimits shardedLimits) {
    CounterKey key = CounterKey.ofBrowserKey(permit.customer(), own.name());
    return switch (reserver.reserveOnItem(key, permit, ShardedLimits.of(own.limits()))) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted(Permit held, var told) ->
          both(key, held, told, reserver.reserve(permit.with(hold(own, held)), shardedLimits));
    };
  }

  private Admission both(
      CounterKey key, Permit held, Map<String, String> told, Admission customers) {
    return switch (customers) {
      case Admission.Admitted(Permit permit, var headers) ->
          new Admission.Admitted(permit, overlaid(headers, told));
      case Admission.Refused refused -> {
        settler.release(key, held);
        yield refused;
      }
    };
  }

  private static KeyReservation hold(KeyLimits own, Permit held) {
    return new KeyReservation(own.name(), held.staleCounters());
  }

  // Of a limit that both have, the caller is told of the token's.
  private static Map<String, String> overlaid(
      Map<String, String> customers, Map<String, String> tokens) {
    Map<String, String> headers = new HashMap<>(customers);
    headers.putAll(tokens);
    return headers;
  }

  // What no counter could ever hold is refused before the write.
  private static Optional<Problem> tooMuch(ShardedLimits shardedLimits, Reservation reservation) {
    for (CounterIncrement counterIncrement : CounterIncrement.of(reservation)) {
      Optional<Long> most = counterIncrement.limit().flatMap(shardedLimits::largestRequest);
      if (most.isPresent() && counterIncrement.amount() > most.get()) {
        Limit limit = counterIncrement.limit().orElseThrow();
        Duration untilReset =
            new LimitStatus(shardedLimits, 0, Map.of(), reservation.admittedAt()).untilReset(limit);
        return Optional.of(
            LimitProblems.aboveWholeLimit(
                limit, counterIncrement.amount(), most.get(), untilReset));
      }
    }
    return Optional.empty();
  }

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
