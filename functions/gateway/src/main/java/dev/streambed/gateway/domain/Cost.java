package dev.streambed.gateway.domain;

/// The cost of an answer.
public sealed interface Cost {

  /// The cost of two answers together. Without a price of one, both have none.
  default Cost plus(Cost other) {
    return switch (this) {
      case Unknown() -> other;
      case Unpriced() -> this;
      case Priced(long nanoUsd, _) ->
          switch (other) {
            case Unknown() -> this;
            case Unpriced() -> other;
            case Priced(long more, String version) -> new Priced(nanoUsd + more, version);
          };
    };
  }

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
