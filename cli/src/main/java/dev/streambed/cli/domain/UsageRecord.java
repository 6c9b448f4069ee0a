package dev.streambed.cli.domain;

import java.math.BigInteger;
import java.util.Optional;

/// What a bill needs of one request's record.
///
/// @param day of its admission, UTC, as `2026-11-21`
/// @param model empty when the record has none
/// @param tokens absent counts are 0 here
/// @param costNanoUsd absent when no price is known, or Bedrock gave no numbers
/// @param source `bedrock`, `estimate` or `none`
public record UsageRecord(
    String day, String model, Tokens tokens, Optional<BigInteger> costNanoUsd, String source) {

  /// Disjoint: cache tokens are not in the input.
  public record Tokens(
      BigInteger input, BigInteger output, BigInteger cacheRead, BigInteger cacheWrite) {}
}
