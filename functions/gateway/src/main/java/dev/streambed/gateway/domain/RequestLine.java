package dev.streambed.gateway.domain;

import java.util.Map;

/// What a call asks for.
///
/// @param method in upper case
/// @param path without a stage before it and without a slash behind it: `/`, `/bedrock`
/// @param parameters of the query, decoded, by name
public record RequestLine(String method, String path, Map<String, String> parameters) {

  public RequestLine {
    parameters = Map.copyOf(parameters);
  }

  public RequestLine(String method, String path) {
    this(method, path, Map.of());
  }
}
