package dev.streambed.gateway.domain;

/// What an answer cost.
public sealed interface Cost {

  /// Every token had a price.
  ///
  /// @param nanoUsd in billionths of a dollar, rounded half up once for the whole answer
  /// @param priceVersion of the price book that it was made from
  record Priced(long nanoUsd, String priceVersion) implements Cost {}

  /// Tokens were used, and one of their prices is not known. Not the same as free.
  record Unpriced() implements Cost {}

  /// It is not known what was used, so that there is nothing to price.
  record Unknown() implements Cost {}
}
