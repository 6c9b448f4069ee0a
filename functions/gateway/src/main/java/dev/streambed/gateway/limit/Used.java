package dev.streambed.gateway.limit;

/// What an answer really took.
///
/// @param tokens input and output, cache tokens apart: the record's `token_count`
/// @param nanoDollars 0 when it has no price
public record Used(long tokens, long nanoDollars) {

  public static final Used NOTHING = new Used(0, 0);
}
