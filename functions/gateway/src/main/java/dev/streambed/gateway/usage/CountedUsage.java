package dev.streambed.gateway.usage;

import java.util.OptionalLong;
import java.util.function.Function;

/// What the limits count of a request, by its record: what was used, or what is held because that
/// is not known for certain.
///
/// @param tokens input and output, cache tokens apart; 0 where it says nothing
/// @param nanoDollars empty when tokens were used that have no price, and the record does not say
///   what is held for them; 0 when nothing was used
public record CountedUsage(long tokens, OptionalLong nanoDollars) {

  /// @param field finds a number of the record; empty when it has none
  static CountedUsage of(Function<String, OptionalLong> field) {
    OptionalLong tokens = or(field.apply("held_tokens"), field.apply("token_count"));
    OptionalLong nanoDollars = or(field.apply("held_nano_usd"), field.apply("cost_nano_usd"));
    return tokens.isEmpty() && nanoDollars.isEmpty()
        ? new CountedUsage(0, OptionalLong.of(0))
        : new CountedUsage(tokens.orElse(0), nanoDollars);
  }

  private static OptionalLong or(OptionalLong held, OptionalLong used) {
    return held.isPresent() ? held : used;
  }
}
