package dev.streambed.gateway.usage;

/// What the limits keep for an answer until it is settled.
///
/// @param tokens input and output, cache tokens apart
/// @param nanoDollars 0 where no budget is to be kept to
public record Reserved(long tokens, long nanoDollars) {

  public static final Reserved NOTHING = new Reserved(0, 0);
}
