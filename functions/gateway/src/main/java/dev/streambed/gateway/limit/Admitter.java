package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.TokenLimits;
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

  public Admission admit(Customer customer, Wanted wanted) {
    if (!customer.models().include(wanted.model())) {
      return refused(Refusals.notListed(wanted.model(), customer));
    }
    if (customer.isHeldTo(Limit.USD_PER_MONTH) && wanted.nanoDollars().isEmpty()) {
      return refused(Refusals.unpriced());
    }
    String nonce = HexFormat.of().toHexDigits(random.nextInt());
    Reservation reservation = Reservation.of(wanted, clock.instant(), nonce);
    Permit permit = new Permit(customer.id(), wanted.requestId(), 0, reservation, List.of());
    Shards shards = Shards.of(customer.limits());
    return tooMuch(shards, reservation)
        .or(() -> customer.token().flatMap(own -> tooMuch(Shards.of(own.limits()), reservation)))
        .map(Admitter::refused)
        .orElseGet(() ->
            customer
                .token()
                .map(own -> within(own, permit, shards))
                .orElseGet(() -> reserver.reserve(permit, shards)));
  }

  // The smaller limits first: what they refuse costs the customer's counters no write.
  private Admission within(TokenLimits own, Permit permit, Shards shards) {
    CounterKey key = CounterKey.ofToken(permit.customer(), own.name());
    return switch (reserver.attempt(key, permit, Shards.of(own.limits()))) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted(Permit held, var told) ->
          both(key, held, told, reserver.reserve(permit.with(hold(own, held)), shards));
    };
  }

  private Admission both(
      CounterKey key, Permit held, Map<String, String> told, Admission customers) {
    return switch (customers) {
      case Admission.Admitted(Permit permit, var headers) ->
          new Admission.Admitted(permit, overlaid(headers, told));
      case Admission.Refused refused -> {
        settler.giveBack(key, held);
        yield refused;
      }
    };
  }

  private static TokenHold hold(TokenLimits own, Permit held) {
    return new TokenHold(own.name(), held.stale());
  }

  // Of a limit that both have, the caller is told of the token's.
  private static Map<String, String> overlaid(
      Map<String, String> customers, Map<String, String> tokens) {
    Map<String, String> headers = new HashMap<>(customers);
    headers.putAll(tokens);
    return headers;
  }

  // What no counter could ever hold is refused before the write.
  private static Optional<Problem> tooMuch(Shards shards, Reservation reservation) {
    for (Charge charge : Charge.of(reservation)) {
      Optional<Long> most = charge.limit().flatMap(shards::most);
      if (most.isPresent() && charge.amount() > most.get()) {
        Limit limit = charge.limit().orElseThrow();
        Duration untilReset = new Standing(shards, 0, Map.of(), reservation.at()).untilReset(limit);
        return Optional.of(Refusals.tooMuch(limit, charge.amount(), most.get(), untilReset));
      }
    }
    return Optional.empty();
  }

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
