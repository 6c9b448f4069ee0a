package dev.streambed.cli.domain;

import java.math.BigInteger;
import java.util.Optional;

/// The parts of a usage record that a bill needs.
///
/// @param day the day of the admission (UTC), as `2026-11-21`
/// @param model empty if the record has none
/// @param tokens absent counts are 0
/// @param costNanoUsd absent if there is no price, or Bedrock reported no tokens
/// @param source `bedrock`, `estimate` or `none`
public record UsageRecord(
    String day, String model, Tokens tokens, Optional<BigInteger> costNanoUsd, String source) {

  /// Counts of tokens. The input does not include the cache tokens.
  public record Tokens(
      BigInteger input, BigInteger output, BigInteger cacheRead, BigInteger cacheWrite) {}
}
