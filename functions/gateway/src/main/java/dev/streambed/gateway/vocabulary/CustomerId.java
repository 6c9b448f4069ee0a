package dev.streambed.gateway.vocabulary;

/// The key of a customer.
public record CustomerId(String value) {}
