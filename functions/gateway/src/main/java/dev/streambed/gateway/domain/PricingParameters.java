package dev.streambed.gateway.domain;

import java.util.HashSet;
import java.util.Set;

/// What of a request decides about the price of its tokens and the bound of its answer, beside
/// their numbers.
///
/// @param boundedBy what the estimate's output tokens rest on
/// @param answers how many answers are asked for at once; each may be as long as the bound
/// @param cacheWrites whether parts of the prompt are marked to be cached
/// @param cacheHour whether they may be kept for an hour
/// @param serviceTiers the tiers of Bedrock's that are asked for; empty when none is
public record PricingParameters(
    Bound boundedBy,
    long answers,
    boolean cacheWrites,
    boolean cacheHour,
    Set<String> serviceTiers) {

  /// Of a request that sets its own maximum and asks for nothing else.
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
    /// The request itself, or what the model documents for requests that do not.
    REQUEST,
    /// Nobody but the model: it writes as much as it can.
    MODEL
  }

  public PricingParameters {
    serviceTiers = Set.copyOf(serviceTiers);
  }
}
