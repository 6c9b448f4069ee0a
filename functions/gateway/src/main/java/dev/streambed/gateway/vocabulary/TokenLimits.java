package dev.streambed.gateway.vocabulary;

/// Limits of one token, beside those of its customer.
///
/// @param name tells the token from every other; not the token itself
public record TokenLimits(String name, Limits limits) {}
