package dev.streambed.gateway.json;

/// A string.
public record JsonText(String value) implements Json {}
