package dev.streambed.gateway.json;

/// A string.
public record JsonString(String value) implements Json {}
