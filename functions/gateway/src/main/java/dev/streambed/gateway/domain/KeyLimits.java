package dev.streambed.gateway.domain;

/// Limits of one token, beside those of its customer.
///
/// @param name tells the token from every other; not the token itself
public record KeyLimits(String name, Limits limits) {}
