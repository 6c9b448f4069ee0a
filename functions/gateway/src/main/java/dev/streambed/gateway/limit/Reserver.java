package dev.streambed.gateway.limit;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Reserves what a request may need, item by item. Thread-safe.
record Reserver(LimitsTable table, Settler settler) {

  /// Reserves for a customer, on one of the first shards that has room.
  Admission reserve(Permit wanted, Shards shards) {
    Admission admission = refused(Refusals.idInUse());
    for (int shard : shards.order(wanted.requestId())) {
      Permit permit = wanted.on(shard);
      admission = attempt(permit.key(), permit, shards);
      boolean mayFitElsewhere =
          admission instanceof Admission.Refused(Problem problem, _) && problem.limit().isPresent();
      if (!mayFitElsewhere) {
        return admission;
      }
    }
    return admission;
  }

  /// Reserves on one item.
  Admission attempt(CounterKey key, Permit permit, Shards shards) {
    try {
      Attempt attempt = table.reserve(key, permit.requestId(), permit.reservation(), shards);
      return switch (attempt) {
        case Attempt.Reserved(var counters) -> admitted(permit, standing(permit, shards, counters));
        case Attempt.Full(var counters) -> full(permit, standing(permit, shards, counters));
        case Attempt.Taken() -> refused(Refusals.idInUse());
      };
    } catch (SdkException e) {
      giveBack(key, permit, e);
      return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(e)));
    }
  }

  // Without an answer it may have been written all the same, and nobody will use it.
  private void giveBack(CounterKey key, Permit permit, SdkException failure) {
    if (!wasRefused(failure)) {
      settler.giveBack(key, permit);
    }
  }

  // A refusal speaks for its own attempt only: the answer to an earlier one may have been lost.
  private static boolean wasRefused(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && answer.statusCode() / 100 == 4
        && Integer.valueOf(1).equals(answer.numAttempts());
  }

  private static Admission admitted(Permit permit, Standing standing) {
    List<String> stale =
        standing.counters().keySet().stream()
            .filter(name -> Window.named(name).filter(w -> w.isStale(permit.at())).isPresent())
            .toList();
    return new Admission.Admitted(permit.with(stale), standing.headers());
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
