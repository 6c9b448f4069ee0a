package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.dynamodb.DynamoDbException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides whether a customer's request is admitted and, if so, reserves the most that it may need.
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

  /// Like [#admit(Customer, ReservationRequest, FittingMaxTokens)], where nobody is told what would
  /// fit.
  public Admission admit(Customer customer, ReservationRequest reservationRequest) {
    return admit(customer, reservationRequest, FittingMaxTokens.unknown());
  }

  /// Admits a request, or refuses it.
  ///
  /// @param fittingMaxTokens asked only for a refusal
  public Admission admit(
      Customer customer, ReservationRequest reservationRequest, FittingMaxTokens fittingMaxTokens) {
    Optional<Problem> notAllowed = modelProblem(customer, reservationRequest.model());
    if (notAllowed.isPresent()) {
      return refused(notAllowed.get());
    }
    if (customer.isLimitedBy(Limit.USD_PER_MONTH) && reservationRequest.nanoDollars().isEmpty()) {
      return refused(LimitProblems.noPrice());
    }
    String nonce = HexFormat.of().toHexDigits(random.nextInt());
    Reservation reservation = Reservation.of(reservationRequest, clock.instant(), nonce);
    Permit permit =
        new Permit(customer.id(), reservationRequest.requestId(), 0, reservation, List.of())
            .with(reservationRequest.attribution())
            .reservedByTarget(reservationRequest.reservedByTarget());
    ShardedLimits shardedLimits = ShardedLimits.of(customer.limits());
    Optional<ShardedLimits> keys = customer.browserKey().map(own -> ShardedLimits.of(own.limits()));
    SingleRequestLimits wholeLimits =
        new SingleRequestLimits(shardedLimits, keys, fittingMaxTokens);
    Optional<Problem> tooLarge = wholeLimits.problem(reservation);
    if (tooLarge.isPresent()) {
      return refused(tooLarge.get());
    }
    Optional<Customer.KeyLimits> own = customer.browserKey();
    return own.isPresent()
        ? admitWithKeyLimits(own.get(), permit, shardedLimits, fittingMaxTokens)
        : reserve(permit, shardedLimits, fittingMaxTokens);
  }

  /// Why a customer may not use a model; empty when it may.
  public static Optional<Problem> modelProblem(Customer customer, ModelId model) {
    return customer.models().include(model)
        ? Optional.empty()
        : Optional.of(LimitProblems.modelNotAllowed(model, customer));
  }

  // The key's own limits are checked first: a refusal then writes nothing to the customer's
  // counters.
  private Admission admitWithKeyLimits(
      Customer.KeyLimits own,
      Permit permit,
      ShardedLimits shardedLimits,
      FittingMaxTokens fittingMaxTokens) {
    CounterKey key = CounterKey.ofBrowserKey(permit.customer(), own.name());
    return switch (reserveOnItem(key, permit, ShardedLimits.of(own.limits()), fittingMaxTokens)) {
      case Admission.Refused refused -> refused;
      case Admission.Admitted(Permit held, var told) ->
          combine(
              key,
              held,
              told,
              reserve(permit.with(keyReservation(own, held)), shardedLimits, fittingMaxTokens));
    };
  }

  private Admission combine(
      CounterKey key, Permit held, Map<String, String> told, Admission customers) {
    return switch (customers) {
      case Admission.Admitted(Permit permit, var headers) ->
          new Admission.Admitted(permit, merge(headers, told));
      case Admission.Refused refused -> {
        settler.release(key, held);
        yield refused;
      }
    };
  }

  private static Permit.KeyReservation keyReservation(Customer.KeyLimits own, Permit held) {
    return new Permit.KeyReservation(own.name(), held.staleCounters());
  }

  // When both have the same limit, the header shows the browser key's.
  private static Map<String, String> merge(
      Map<String, String> customers, Map<String, String> tokens) {
    Map<String, String> headers = new HashMap<>(customers);
    headers.putAll(tokens);
    return headers;
  }

  // Reserves for a customer, on the first shard that has room.
  private Admission reserve(
      Permit wanted, ShardedLimits shardedLimits, FittingMaxTokens fittingMaxTokens) {
    Admission admission = refused(LimitProblems.idInUse());
    for (int shard : shardedLimits.shardsToTry(wanted.requestId())) {
      Permit permit = wanted.onShard(shard);
      admission = reserveOnItem(permit.counterKey(), permit, shardedLimits, fittingMaxTokens);
      boolean mayFitElsewhere =
          admission instanceof Admission.Refused(Problem problem, _) && problem.limit().isPresent();
      if (!mayFitElsewhere) {
        return admission;
      }
    }
    return admission;
  }

  private Admission reserveOnItem(
      CounterKey key,
      Permit permit,
      ShardedLimits shardedLimits,
      FittingMaxTokens fittingMaxTokens) {
    try {
      LimitsTable.Attempt reservationAttempt =
          table.reserve(key, permit.requestId(), permit.reservation(), shardedLimits);
      return switch (reservationAttempt) {
        case LimitsTable.Attempt.Reserved(var counters) ->
            admitted(permit, limitStatus(permit, shardedLimits, counters));
        case LimitsTable.Attempt.LimitReached(var counters) ->
            limitReached(permit, limitStatus(permit, shardedLimits, counters), fittingMaxTokens);
        case LimitsTable.Attempt.IdInUse() -> refused(LimitProblems.idInUse());
      };
    } catch (AwsException e) {
      releaseUnlessRefused(key, permit, e);
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName()));
    }
  }

  // If the response was lost, the reservation may have been written, and would stay unused.
  private void releaseUnlessRefused(CounterKey key, Permit permit, AwsException failure) {
    if (!wasRefused(failure)) {
      settler.release(key, permit);
    }
  }

  // A refusal is about the last attempt only: the response to an earlier attempt may have been
  // lost.
  private static boolean wasRefused(AwsException failure) {
    return failure instanceof DynamoDbException answer
        && answer.status() / 100 == 4
        && answer.attempts() == 1;
  }

  private static Admission admitted(Permit permit, LimitStatus limitStatus) {
    List<String> stale = new ArrayList<>();
    for (String name : limitStatus.counters().keySet()) {
      Optional<Window> window = Window.ofCounter(name);
      if (window.isPresent() && window.get().isStale(permit.admittedAt())) {
        stale.add(name);
      }
    }
    return new Admission.Admitted(permit.with(stale), limitStatus.headers());
  }

  // The longest wait is checked first: if several limits are reached, the caller has to wait for
  // it.
  private static Admission limitReached(
      Permit permit, LimitStatus limitStatus, FittingMaxTokens fittingMaxTokens) {
    Problem problem =
        CounterIncrement.of(permit.reservation()).stream()
            .flatMap(counterIncrement ->
                counterIncrement
                    .limit()
                    .filter(limit -> limitStatus.lacks(limit, counterIncrement.amount()))
                    .stream())
            .findFirst()
            .map(limit ->
                LimitProblems.limitReached(
                    limit,
                    limitStatus.untilReset(limit),
                    limitStatus.largest(limit, fittingMaxTokens)))
            .orElseThrow(() -> new IllegalStateException("refused without a reason"));
    return new Admission.Refused(problem, limitStatus.headers());
  }

  private static LimitStatus limitStatus(
      Permit permit, ShardedLimits shardedLimits, Map<String, Long> counters) {
    return new LimitStatus(shardedLimits, permit.shard(), counters, permit.admittedAt());
  }

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
