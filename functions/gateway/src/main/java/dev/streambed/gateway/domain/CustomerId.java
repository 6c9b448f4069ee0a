package dev.streambed.gateway.domain;

/// The key of a customer.
public record CustomerId(String value) {}
