package dev.streambed.gateway;

/// The names of the tables.
public record TableNames(
    String customers, String apiKeys, String limits, String usage, String sessions) {}
