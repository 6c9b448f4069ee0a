package dev.streambed.gateway.domain;

import java.util.Map;

/// The method, path and query of a call.
///
/// @param method in upper case
/// @param path without the stage and without a trailing slash: `/`, `/bedrock`
/// @param parameters the decoded query parameters, by name
public record RequestLine(String method, String path, Map<String, String> parameters) {

  public RequestLine {
    parameters = Map.copyOf(parameters);
  }

  public RequestLine(String method, String path) {
    this(method, path, Map.of());
  }
}
