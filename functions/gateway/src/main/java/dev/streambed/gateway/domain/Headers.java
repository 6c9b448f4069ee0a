package dev.streambed.gateway.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The headers of a call. A name is found in any case; of a repeated header the first value counts.
public final class Headers {

  public static final Headers NONE = new Headers(Map.of());

  private final Map<String, String> values;

  private Headers(Map<String, String> values) {
    this.values = values;
  }

  /// Takes headers by name, in whatever case the front door left the names.
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

  /// The names only: a value may be an API key.
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
