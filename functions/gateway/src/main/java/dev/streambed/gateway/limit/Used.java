package dev.streambed.gateway.limit;

import java.util.OptionalLong;

/// What an answer really took.
///
/// @param tokens input and output, cache tokens apart: the record's `token_count`
/// @param nanoDollars empty when it has no price: then what was reserved counts
public record Used(long tokens, OptionalLong nanoDollars) {

  public static final Used NOTHING = new Used(0, 0);

  /// Something that has a price.
  public Used(long tokens, long nanoDollars) {
    this(tokens, OptionalLong.of(nanoDollars));
  }
}
