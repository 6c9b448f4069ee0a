package dev.streambed.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A query string, decoded.
///
/// @param values every parameter's values by its name, in the order they came
public record QueryString(Map<String, List<String>> values) {

  /// Parses the part after the question mark.
  public static QueryString of(String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
      }
    }
    return new QueryString(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// The text with escapes decoded; invalid escapes are kept.
  private static String decoded(String escaped) {
    return decode(escaped).orElse(escaped);
  }

  private static Optional<String> decode(String escaped) {
    try {
      return Optional.of(URLDecoder.decode(escaped, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
