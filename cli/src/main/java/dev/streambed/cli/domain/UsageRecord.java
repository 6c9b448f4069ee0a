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
/// @param costNanoUsd absent if there is no price, or Bedrock reported no tokens
/// @param usageSource `bedrock`, `estimate` or `none`
/// @param source where the request came from
/// @param isRequest whether it counts as the request; false for a model that was left for another
public record UsageRecord(
    String day,
    String model,
    Tokens tokens,
    Optional<BigInteger> costNanoUsd,
    String usageSource,
    Source source,
    boolean isRequest) {

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
