package dev.streambed.gateway.domain;

import java.util.OptionalLong;

/// What the limits count for a request that has ended: what it used, or what was reserved where the
/// usage is uncertain.
///
/// @param tokens input and output, cache tokens excluded: the record's `held_tokens` or
///   `token_count`; 0 where it has neither
/// @param nanoDollars the record's `held_nano_usd` or `cost_nano_usd`; empty when the tokens have
///   no price and nothing is held for them: then the reserved amount counts
public record SettledUsage(long tokens, OptionalLong nanoDollars) {

  public static final SettledUsage NOTHING = new SettledUsage(0, 0);

  /// Usage with a known price.
  public SettledUsage(long tokens, long nanoDollars) {
    this(tokens, OptionalLong.of(nanoDollars));
  }
}
