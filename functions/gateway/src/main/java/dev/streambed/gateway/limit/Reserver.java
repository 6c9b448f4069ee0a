package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.SdkFailure;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Reserves what a request may need, item by item. Thread-safe.
record Reserver(LimitsTable table, Settler settler) {

  /// Reserves for a customer, on one of the first shards that has room.
  Admission reserve(Permit wanted, ShardedLimits shardedLimits) {
    Admission admission = refused(LimitProblems.idInUse());
    for (int shard : shardedLimits.shardsToTry(wanted.requestId())) {
      Permit permit = wanted.onShard(shard);
      admission = reserveOnItem(permit.counterKey(), permit, shardedLimits);
      boolean mayFitElsewhere =
          admission instanceof Admission.Refused(Problem problem, _) && problem.limit().isPresent();
      if (!mayFitElsewhere) {
        return admission;
      }
    }
    return admission;
  }

  /// Reserves on one item.
  Admission reserveOnItem(CounterKey key, Permit permit, ShardedLimits shardedLimits) {
    try {
      ReservationAttempt reservationAttempt =
          table.reserve(key, permit.requestId(), permit.reservation(), shardedLimits);
      return switch (reservationAttempt) {
        case ReservationAttempt.Reserved(var counters) ->
            admitted(permit, standing(permit, shardedLimits, counters));
        case ReservationAttempt.LimitReached(var counters) ->
            full(permit, standing(permit, shardedLimits, counters));
        case ReservationAttempt.IdInUse() -> refused(LimitProblems.idInUse());
      };
    } catch (SdkException e) {
      giveBack(key, permit, e);
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  // Without an answer it may have been written all the same, and nobody will use it.
  private void giveBack(CounterKey key, Permit permit, SdkException failure) {
    if (!wasRefused(failure)) {
      settler.release(key, permit);
    }
  }

  // A refusal speaks for its own attempt only: the answer to an earlier one may have been lost.
  private static boolean wasRefused(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && answer.statusCode() / 100 == 4
        && Integer.valueOf(1).equals(answer.numAttempts());
  }

  private static Admission admitted(Permit permit, LimitStatus limitStatus) {
    List<String> stale =
        limitStatus.counters().keySet().stream()
            .filter(name ->
                Window.ofCounter(name).filter(w -> w.isStale(permit.admittedAt())).isPresent())
            .toList();
    return new Admission.Admitted(permit.with(stale), limitStatus.headers());
  }

  // The longest wait first: when more than one limit is reached, only it is worth the wait.
  private static Admission full(Permit permit, LimitStatus limitStatus) {
    Problem problem =
        CounterIncrement.of(permit.reservation()).stream()
            .flatMap(counterIncrement ->
                counterIncrement
                    .limit()
                    .filter(limit -> limitStatus.lacks(limit, counterIncrement.amount()))
                    .stream())
            .findFirst()
            .map(limit -> LimitProblems.limitReached(limit, limitStatus.untilReset(limit)))
            .orElseThrow(() -> new IllegalStateException("refused without a reason"));
    return new Admission.Refused(problem, limitStatus.headers());
  }

  private static LimitStatus standing(
      Permit permit, ShardedLimits shardedLimits, Map<String, Long> counters) {
    return new LimitStatus(shardedLimits, permit.shard(), counters, permit.admittedAt());
  }

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
