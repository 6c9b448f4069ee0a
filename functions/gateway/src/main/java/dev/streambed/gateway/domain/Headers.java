package dev.streambed.gateway.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The headers of a call. Names are case-insensitive; the first value of a repeated header is used.
public final class Headers {

  public static final Headers NONE = new Headers(Map.of());

  private final Map<String, String> values;

  private Headers(Map<String, String> values) {
    this.values = values;
  }

  /// Creates headers from a map, whose names may be in any case.
  public static Headers of(Map<String, String> headers) {
    Map<String, String> values = new HashMap<>();
    headers.forEach((name, value) -> values.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return new Headers(values);
  }

  /// The value of a header.
  ///
  /// @param name in lower case
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// Names only: a value may be an API key.
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
