package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Usage;
import java.util.OptionalLong;

/// What the limits count of an answer where that is not what its record says was used. An answer
/// without final numbers may have cost as much as was reserved for it, and so may one without a
/// price.
///
/// @param tokens empty: the record's `token_count`, or 0 where it has none
/// @param nanoDollars empty: the record's cost, or 0 where it has none
record Held(OptionalLong tokens, OptionalLong nanoDollars) {

  static Held of(Usage usage, Cost cost, Reserved reserved) {
    boolean isFinal = usage.isFinal();
    OptionalLong tokens = isFinal ? OptionalLong.empty() : above(tokens(usage), reserved.tokens());
    return switch (cost) {
      case Cost.Priced(long nanoUsd, _) ->
          new Held(tokens, isFinal ? OptionalLong.empty() : above(nanoUsd, reserved.nanoDollars()));
      case Cost.Unpriced() -> new Held(tokens, above(0, reserved.nanoDollars()));
      case Cost.Unknown() -> new Held(tokens, OptionalLong.empty());
    };
  }

  private static long tokens(Usage usage) {
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
