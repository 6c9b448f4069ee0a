package dev.streambed.gateway.domain;

/// The cost of an answer.
public sealed interface Cost {

  /// Every token had a price.
  ///
  /// @param nanoUsd the cost in billionths of a US dollar, rounded half up once for the whole
  ///   answer
  /// @param priceVersion the version of the price book that was used
  record Priced(long nanoUsd, String priceVersion) implements Cost {}

  /// Tokens were used, but at least one has no known price. Not the same as free.
  record Unpriced() implements Cost {}

  /// The usage is unknown, so there is nothing to price.
  record Unknown() implements Cost {}
}
