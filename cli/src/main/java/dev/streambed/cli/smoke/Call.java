package dev.streambed.cli.smoke;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request to a front door.
///
/// @param path relative to the base URL, encoded as it is to be sent
/// @param key absent: without one
record Call(
    String method,
    String path,
    Map<String, String> headers,
    Optional<String> body,
    Optional<String> key) {

  static Call get(String path, String key) {
    return new Call("GET", path, Map.of(), Optional.empty(), Optional.of(key));
  }

  static Call post(String path, String body, String key) {
    return new Call("POST", path, Map.of(), Optional.of(body), Optional.of(key));
  }

  static Call withoutKey(String method, String path) {
    return new Call(method, path, Map.of(), Optional.empty(), Optional.empty());
  }

  Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, path, more, body, key);
  }
}
