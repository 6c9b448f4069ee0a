package dev.streambed.bedrock.model;

/// What Bedrock bills an answer for, whether or not its caller reads it to the end.
///
/// @param input without those that the cache handled
/// @param cacheRead read from the cache
/// @param cacheWrite written to the cache
public record BilledTokens(int input, int output, int cacheRead, int cacheWrite) {}
