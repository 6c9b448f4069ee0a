package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import java.util.OptionalLong;

/// What the limits count for an answer where it differs from the recorded usage. An answer without
/// final counts, or without a price, may have cost as much as was reserved.
///
/// @param tokens empty when the record's `token_count` counts, or 0 where it has none
/// @param nanoDollars empty when the record's cost counts, or 0 where it has none
record HeldAmounts(OptionalLong tokens, OptionalLong nanoDollars) {

  static HeldAmounts of(Usage usage, Cost cost, UsageEntry.Reserved reservedAmounts) {
    boolean isFinal = usage.isFinal();
    OptionalLong tokens =
        isFinal ? OptionalLong.empty() : above(tokens(usage), reservedAmounts.tokens());
    return switch (cost) {
      case Cost.Priced(long nanoUsd, _) ->
          new HeldAmounts(
              tokens,
              isFinal ? OptionalLong.empty() : above(nanoUsd, reservedAmounts.nanoDollars()));
      case Cost.Unpriced() -> new HeldAmounts(tokens, above(0, reservedAmounts.nanoDollars()));
      case Cost.Unknown() -> new HeldAmounts(tokens, OptionalLong.empty());
    };
  }

  /// What the limits count for several answers, where it is more than they used together.
  static HeldAmounts ifMore(long tokens, long nanoDollars, Usage usage, Cost cost) {
    return new HeldAmounts(above(tokens(usage), tokens), above(nanoDollars(cost), nanoDollars));
  }

  static long nanoDollars(Cost cost) {
    return cost instanceof Cost.Priced(long nanoUsd, _) ? nanoUsd : 0;
  }

  static long tokens(Usage usage) {
    return switch (usage) {
      case Usage.Counted counts -> counts.input() + counts.output();
      case Usage.Estimated(Usage.Counted counts, _) -> counts.input() + counts.output();
      case Usage.Unknown() -> 0;
    };
  }

  private static OptionalLong above(long recorded, long reserved) {
    return reserved > recorded ? OptionalLong.of(reserved) : OptionalLong.empty();
  }
}
