package dev.streambed.gateway.domain;

import java.util.OptionalLong;

/// What the limits count of a request once it has ended: what it used, or what was reserved where
/// that is not known for certain.
///
/// @param tokens input and output, cache tokens apart: the record's `held_tokens` or `token_count`;
///   0 where it has neither
/// @param nanoDollars the record's `held_nano_usd` or `cost_nano_usd`; empty when tokens were used
///   that have no price and nothing is held for them: then what was reserved counts
public record SettledUsage(long tokens, OptionalLong nanoDollars) {

  public static final SettledUsage NOTHING = new SettledUsage(0, 0);

  /// Something that has a price.
  public SettledUsage(long tokens, long nanoDollars) {
    this(tokens, OptionalLong.of(nanoDollars));
  }
}
