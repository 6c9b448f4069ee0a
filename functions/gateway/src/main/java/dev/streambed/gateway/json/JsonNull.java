package dev.streambed.gateway.json;

/// `null`.
public record JsonNull() implements Json {}
