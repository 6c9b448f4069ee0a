package dev.streambed.gateway.vocabulary;

/// Whoever is billed for a call, and what they may do.
public record Customer(CustomerId id, Limits limits, AllowedModels models) {}
