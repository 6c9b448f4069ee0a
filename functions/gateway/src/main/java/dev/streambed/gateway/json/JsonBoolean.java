package dev.streambed.gateway.json;

/// `true` or `false`.
public record JsonBoolean(boolean value) implements Json {}
