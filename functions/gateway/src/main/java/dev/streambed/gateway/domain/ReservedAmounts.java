package dev.streambed.gateway.domain;

/// What was reserved for one of the targets that may answer a request.
///
/// @param tokens input and output
/// @param nanoDollars 0 where there is no budget
public record ReservedAmounts(long tokens, long nanoDollars) {}
