package dev.streambed.gateway.usage;

import java.util.OptionalLong;

/// What a record says was used.
///
/// @param tokens input and output, cache tokens apart; 0 where it says nothing
/// @param nanoDollars empty when tokens were used that have no price; 0 when it is not known what
///   was used, as after a failure
public record Recorded(long tokens, OptionalLong nanoDollars) {

  /// @param tokens empty when the record has none
  /// @param nanoDollars empty when the record has no cost
  static Recorded of(OptionalLong tokens, OptionalLong nanoDollars) {
    return tokens.isEmpty() && nanoDollars.isEmpty()
        ? new Recorded(0, OptionalLong.of(0))
        : new Recorded(tokens.orElse(0), nanoDollars);
  }
}
