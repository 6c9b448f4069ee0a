package dev.streambed.gateway.config;

/// The names of the tables.
///
/// @param prices empty when the bundled prices apply
public record TableNames(
    String customers,
    String apiKeys,
    String limits,
    String usage,
    String sessions,
    String prices) {}
