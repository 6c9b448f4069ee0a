package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a request used and cost: the sums over the models that were asked for it.
///
/// @param held what the limits count where that differs
/// @param attempts the models, in the order in which they were asked
record AttemptTotals(Usage usage, Cost cost, HeldAmounts held, List<Attempt> attempts) {

  /// One model that was asked.
  ///
  /// @param problem why it did not answer
  record Attempt(
      ModelTarget target,
      Usage usage,
      Cost cost,
      Optional<Problem> problem,
      String bedrockRequestId) {}

  /// The cost of the models that have a price; absent if none has. Where all have, it is the cost.
  OptionalLong pricedNanoUsd() {
    long sum = 0;
    boolean anyPrice = false;
    for (Attempt attempt : attempts) {
      if (attempt.cost() instanceof Cost.Priced(long nanoUsd, _)) {
        sum += nanoUsd;
        anyPrice = true;
      }
    }
    return anyPrice ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  static AttemptTotals of(UsageEntry entry, Pricing pricing) {
    Attempt last = last(entry, pricing);
    if (entry.failedAttempts().isEmpty()) {
      return new AttemptTotals(
          last.usage(),
          last.cost(),
          HeldAmounts.of(last.usage(), last.cost(), reserved(entry)),
          List.of(last));
    }
    List<Attempt> attempts = new ArrayList<>();
    entry.failedAttempts().forEach(failed -> attempts.add(failed(failed, pricing)));
    attempts.add(last);
    return sums(attempts, entry.reservedByTarget());
  }

  // Where several models might have been asked, those that were not need nothing.
  private static UsageEntry.Reserved reserved(UsageEntry entry) {
    return entry.reservedByTarget().isEmpty()
        ? entry.reservedAmounts()
        : entry.reservedByTarget().getFirst();
  }

  private static AttemptTotals sums(List<Attempt> attempts, List<UsageEntry.Reserved> reserved) {
    Usage usage = new Usage.Unknown();
    Cost cost = new Cost.Unknown();
    long tokens = 0;
    long nanoDollars = 0;
    for (int each = 0; each < attempts.size(); each++) {
      Attempt attempt = attempts.get(each);
      usage = usage.plus(attempt.usage());
      cost = cost.plus(attempt.cost());
      HeldAmounts held = HeldAmounts.of(attempt.usage(), attempt.cost(), reserved.get(each));
      tokens += held.tokens().orElse(HeldAmounts.tokens(attempt.usage()));
      nanoDollars += held.nanoDollars().orElse(HeldAmounts.nanoDollars(attempt.cost()));
    }
    return new AttemptTotals(
        usage, cost, HeldAmounts.ifMore(tokens, nanoDollars, usage, cost), attempts);
  }

  private static Attempt failed(FailedAttempt failed, Pricing pricing) {
    return new Attempt(
        failed.target(),
        failed.usage(),
        pricing.cost(failed.target(), failed.usage()),
        Optional.of(failed.problem()),
        failed.bedrockRequestId());
  }

  private static Attempt last(UsageEntry entry, Pricing pricing) {
    ModelTarget target = entry.admittedRequest().target();
    Usage usage = entry.outcome().usage();
    return new Attempt(
        target,
        usage,
        pricing.cost(target, usage),
        entry.outcome() instanceof Outcome.Failed(_, Problem problem)
            ? Optional.of(problem)
            : Optional.empty(),
        entry.bedrockRequestId());
  }
}
