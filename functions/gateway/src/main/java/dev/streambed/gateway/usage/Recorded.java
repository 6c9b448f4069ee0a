package dev.streambed.gateway.usage;

/// What a record says was used; 0 where it says nothing.
///
/// @param tokens input and output, cache tokens apart
public record Recorded(long tokens, long nanoDollars) {}
