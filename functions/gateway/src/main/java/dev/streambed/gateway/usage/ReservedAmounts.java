package dev.streambed.gateway.usage;

/// What the limits keep for an answer until it is settled.
///
/// @param tokens input and output, cache tokens apart
/// @param nanoDollars 0 where no budget is to be kept to
public record ReservedAmounts(long tokens, long nanoDollars) {

  public static final ReservedAmounts NOTHING = new ReservedAmounts(0, 0);
}
