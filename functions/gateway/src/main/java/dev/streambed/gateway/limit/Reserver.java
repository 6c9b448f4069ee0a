package dev.streambed.gateway.limit;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.dynamodb.DynamoDbException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// Reserves what a request may need, on one of the customer's shards or on a browser key's item.
/// Thread-safe.
final class Reserver {

  /// How many shards a request may look at: the one of its id, and others when that has no room.
  static final int CHOICES = 8;

  static final int MOST_TRIED = 4;

  /// A process that knows nothing of a customer's shards looks for the right one; each look may
  /// find another that was split or merged.
  private static final int MOST_LOOKS = 3 * Shard.MAX_DEPTH;

  private final LimitsTable table;
  private final Settler settler;
  private final KnownShards knownShards = new KnownShards();
  private final ShardSplitter splitter;
  private final ShardMerger merger;

  Reserver(LimitsTable table, Settler settler, RandomGenerator random, InstantSource clock) {
    this.table = table;
    this.settler = settler;
    this.splitter = new ShardSplitter(table, knownShards, random);
    this.merger = new ShardMerger(table, knownShards, clock);
  }

  /// Reserves on the first of the customer's shards that has room. The customer's limits must be
  /// able to hold the request.
  Admission reserve(Permit wanted, Limits limits, FittingMaxTokens fittingMaxTokens) {
    List<Integer> tried = new ArrayList<>(1);
    Admission admission = refused(LimitProblems.idInUse());
    for (int choice = 0; choice < CHOICES && tried.size() < MOST_TRIED; choice++) {
      int hash = Shard.hash(wanted.requestId(), choice);
      int index = knownShards.find(wanted.customer(), hash).index();
      if (tried.contains(index)) {
        continue;
      }
      tried.add(index);
      admission = reserve(wanted, hash, limits, fittingMaxTokens);
      if (!mayFitElsewhere(admission) || knownShards.isWhole(wanted.customer())) {
        return admission;
      }
    }
    return admission;
  }

  private static boolean mayFitElsewhere(Admission admission) {
    return admission instanceof Admission.Refused(Problem problem, _)
        && problem.limit().isPresent();
  }

  // Reserves on the shard of a hash.
  private Admission reserve(
      Permit wanted, int hash, Limits limits, FittingMaxTokens fittingMaxTokens) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      Shard shard = knownShards.find(wanted.customer(), hash);
      ShardLimits shardLimits = new ShardLimits(limits, shard);
      Permit permit = wanted.onShard(shard.index());
      if (!shardLimits.couldHold(permit.reservation())) {
        if (merger.merge(permit.customer(), shard)) {
          continue;
        }
        return limitReached(permit, shardLimits, Map.of(), fittingMaxTokens);
      }
      Optional<Admission> admission =
          reserveOnItem(permit.counterKey(), permit, shardLimits, fittingMaxTokens);
      if (admission.isPresent()) {
        return admission.get();
      }
    }
    return refused(Problem.of(ErrorCode.UNAVAILABLE).withCause("ShardsChange"));
  }

  /// Reserves on the item of a browser key, whose limits must be able to hold the request.
  Admission reserveOnKey(
      CounterKey key, Permit permit, Limits limits, FittingMaxTokens fittingMaxTokens) {
    ShardLimits whole = new ShardLimits(limits, Shard.WHOLE);
    return reserveOnItem(key, permit, whole, fittingMaxTokens)
        .orElseThrow(() -> new IllegalStateException("a browser key's item was split"));
  }

  // Empty when the shard was split or merged.
  private Optional<Admission> reserveOnItem(
      CounterKey key, Permit permit, ShardLimits shardLimits, FittingMaxTokens fittingMaxTokens) {
    try {
      return switch (table.reserve(key, permit.requestId(), permit.reservation(), shardLimits)) {
        case LimitsTable.Attempt.Reserved(var counters) -> {
          if (key.browserKey().isEmpty()) {
            knownShards.learn(permit.customer(), shardLimits.shard());
            splitter.splitIfBusy(permit.customer(), shardLimits, permit.reservation(), counters);
          }
          yield Optional.of(admitted(permit, shardLimits, counters));
        }
        case LimitsTable.Attempt.LimitReached(var counters) ->
            Optional.of(limitReached(permit, shardLimits, counters, fittingMaxTokens));
        case LimitsTable.Attempt.IdInUse() -> Optional.of(refused(LimitProblems.idInUse()));
        case LimitsTable.Attempt.OtherDepth(OptionalInt depth) -> {
          learn(permit.customer(), key.shard(), depth);
          yield Optional.empty();
        }
      };
    } catch (AwsException e) {
      releaseUnlessRefused(key, permit, e);
      if (isThrottling(e) && key.browserKey().isEmpty()) {
        splitter.split(permit.customer(), shardLimits, permit.reservation());
      }
      return Optional.of(refused(Problem.of(ErrorCode.UNAVAILABLE).withCause(e.errorName())));
    }
  }

  private void learn(CustomerId customer, int index, OptionalInt depth) {
    if (depth.isPresent()) {
      knownShards.learn(customer, new Shard(index, depth.getAsInt()));
    } else {
      knownShards.learnAbsent(customer, index);
    }
  }

  private static boolean isThrottling(AwsException failure) {
    return failure instanceof DynamoDbException error && error.isThrottling();
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

  private static Admission admitted(
      Permit permit, ShardLimits shardLimits, Map<String, Long> counters) {
    LimitStatus limitStatus = new LimitStatus(shardLimits, counters, permit.admittedAt());
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
      Permit permit,
      ShardLimits shardLimits,
      Map<String, Long> counters,
      FittingMaxTokens fittingMaxTokens) {
    LimitStatus limitStatus = new LimitStatus(shardLimits, counters, permit.admittedAt());
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

  private static Admission refused(Problem problem) {
    return new Admission.Refused(problem, Map.of());
  }
}
