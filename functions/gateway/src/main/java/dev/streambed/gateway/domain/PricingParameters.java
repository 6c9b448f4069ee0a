package dev.streambed.gateway.domain;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What in a request affects the price of its tokens and the bound of its answer, apart from token
/// counts.
///
/// @param boundedBy what bounds the output tokens of the estimate
/// @param answers how many answers are requested at once; each may be as long as the bound
/// @param cacheWrites whether parts of the prompt are marked for caching
/// @param cacheHour whether a cache may be kept for an hour
/// @param serviceTiers the Bedrock service tiers that are requested, in lower case; empty when none
///   is
public record PricingParameters(
    Bound boundedBy,
    long answers,
    boolean cacheWrites,
    boolean cacheHour,
    Set<String> serviceTiers) {

  /// A request that sets its own maximum and uses no other option.
  public static final PricingParameters PLAIN =
      new PricingParameters(Bound.REQUEST, 1, false, false, Set.of());

  /// The same with one more tier that is asked for.
  public PricingParameters withServiceTier(String tier) {
    Set<String> more = new HashSet<>(serviceTiers);
    more.add(tier);
    return new PricingParameters(boundedBy, answers, cacheWrites, cacheHour, more);
  }

  /// Who says how long an answer may be.
  public enum Bound {
    /// The request itself, or the model's documented default.
    REQUEST,
    /// Only the model: it writes as much as it can.
    MODEL
  }

  public PricingParameters {
    serviceTiers =
        serviceTiers.stream()
            .map(tier -> tier.strip().toLowerCase(Locale.ROOT))
            .collect(toUnmodifiableSet());
  }
}
