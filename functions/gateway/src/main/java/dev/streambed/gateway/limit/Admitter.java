package dev.streambed.gateway.limit;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Decides whether a customer's request goes on to the model, and reserves what it may need if so.
/// Thread-safe.
public final class Admitter {

  private final LimitsTable table;
  private final Settler settler;
  private final RandomGenerator random;
  private final InstantSource clock;

  public Admitter(LimitsTable table, RandomGenerator random, InstantSource clock) {
    this.table = table;
    this.settler = new Settler(table, clock);
    this.random = random;
    this.clock = clock;
  }

  public Admission admit(Customer customer, Wanted wanted) {
    if (!customer.models().include(wanted.model())) {
      return refused(Problem.of(ErrorCode.MODEL_NOT_ALLOWED));
    }
    boolean hasBudget = customer.limits().get(Limit.USD_PER_MONTH).isPresent();
    if (hasBudget && wanted.nanoDollars().isEmpty()) {
      return refused(Refusals.unpriced());
    }
    String nonce = HexFormat.of().toHexDigits(random.nextInt());
    Reservation reservation = Reservation.of(wanted, clock.instant(), nonce);
    Shards shards = Shards.of(customer.limits());
    return tooMuch(shards, reservation)
        .map(Admitter::refused)
        .orElseGet(() -> reserve(customer, wanted, reservation, shards));
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

  private Admission reserve(
      Customer customer, Wanted wanted, Reservation reservation, Shards shards) {
    Admission admission = refused(Refusals.idInUse());
    for (int shard : shards.order(wanted.requestId())) {
      Permit permit = new Permit(customer.id(), wanted.requestId(), shard, reservation, List.of());
      admission = attempt(permit, shards);
      boolean mayFitElsewhere =
          admission instanceof Admission.Refused(Problem problem, _) && problem.limit().isPresent();
      if (!mayFitElsewhere) {
        return admission;
      }
    }
    return admission;
  }

  private Admission attempt(Permit permit, Shards shards) {
    try {
      Attempt attempt =
          table.reserve(
              permit.key(),
              permit.requestId(),
              permit.reservation(),
              shards.shares(permit.shard()));
      return switch (attempt) {
        case Attempt.Reserved(var counters) -> admitted(permit, standing(permit, shards, counters));
        case Attempt.Full(var counters) -> full(permit, standing(permit, shards, counters));
        case Attempt.Taken() -> refused(Refusals.idInUse());
      };
    } catch (SdkException e) {
      giveBack(permit, e);
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  // Without an answer it may have been written all the same, and nobody will use it.
  private void giveBack(Permit permit, SdkException failure) {
    boolean wasRefused =
        failure instanceof AwsServiceException answer && answer.statusCode() / 100 == 4;
    if (!wasRefused) {
      settler.giveBack(permit);
    }
  }

  private static Admission admitted(Permit permit, Standing standing) {
    List<String> stale =
        standing.counters().keySet().stream()
            .filter(name -> Window.named(name).filter(w -> w.isStale(permit.at())).isPresent())
            .toList();
    Permit known =
        new Permit(
            permit.customer(), permit.requestId(), permit.shard(), permit.reservation(), stale);
    return new Admission.Admitted(known, standing.headers());
  }

  // The longest wait first: when more than one limit is reached, only it is worth the wait.
  private static Admission full(Permit permit, Standing standing) {
    Problem problem =
        Charge.of(permit.reservation()).stream()
            .flatMap(charge ->
                charge.limit().filter(limit -> standing.lacks(limit, charge.amount())).stream())
            .findFirst()
            .map(limit -> Refusals.reached(limit, standing.untilReset(limit)))
            .orElseThrow(() -> new IllegalStateException("refused without a reason"));
    return new Admission.Refused(problem, standing.headers());
  }

  private static Standing standing(Permit permit, Shards shards, Map<String, Long> counters) {
    return new Standing(shards, permit.shard(), counters, permit.at());
  }

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
