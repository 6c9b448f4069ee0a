package dev.streambed.cli.domain;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/// The parts of a usage record that a bill needs. A request that several models were asked for is
/// one for each of them.
///
/// @param day the day of the admission (UTC), as `2026-11-21`
/// @param model empty if the record has none
/// @param tokens absent counts are 0
/// @param cost of this model's tokens
/// @param source where the request came from
/// @param requestCost of all models' tokens; absent for a model that was left for another, which
///   does not count as a request
public record UsageRecord(
    String day, String model, Tokens tokens, Cost cost, Source source, Optional<Cost> requestCost) {

  /// What tokens cost.
  ///
  /// @param nanoUsd absent if one of them has no price, or Bedrock reported none
  /// @param usageSource where their counts are from: `bedrock`, `estimate` or `none`
  public record Cost(Optional<BigInteger> nanoUsd, String usageSource) {

    private static final String ESTIMATE = "estimate";
    private static final String NONE = "none";

    /// Whether there are tokens, at least one of them without a price.
    public boolean isUnpriced() {
      return hasTokens() && nanoUsd.isEmpty();
    }

    public boolean isEstimated() {
      return usageSource.equals(ESTIMATE);
    }

    public boolean hasTokens() {
      return !usageSource.equals(NONE);
    }
  }

  /// Where a request came from.
  ///
  /// @param keyId the prefix of its API key; empty if the record has none
  /// @param dialect empty if the record has none
  public record Source(String keyId, String dialect, Map<String, String> tags) {

    public Source {
      tags = Map.copyOf(tags);
    }

    /// The value of a tag; empty if the record has none of this name, whatever its case.
    public String tag(String name) {
      return tags.entrySet().stream()
          .filter(tag -> tag.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse("");
    }
  }

  /// Counts of tokens. The input does not include the cache tokens.
  public record Tokens(
      BigInteger input, BigInteger output, BigInteger cacheRead, BigInteger cacheWrite) {}
}
