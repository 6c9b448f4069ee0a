package dev.streambed.gateway.vocabulary;

import java.util.Map;

/// What a call asks for.
///
/// @param method in upper case
/// @param path without a stage before it and without a slash behind it: `/`, `/bedrock`
/// @param parameters of the query, decoded, by name
public record Target(String method, String path, Map<String, String> parameters) {

  public Target {
    parameters = Map.copyOf(parameters);
  }

  public Target(String method, String path) {
    this(method, path, Map.of());
  }
}
