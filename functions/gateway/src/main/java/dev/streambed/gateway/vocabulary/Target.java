package dev.streambed.gateway.vocabulary;

/// What a call asks for.
///
/// @param method in upper case
/// @param path without a stage before it and without a slash behind it: `/`, `/bedrock`
public record Target(String method, String path) {}
