package dev.streambed.gateway.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What a caller attributes the usage of a request to: names and values, in the caller's order. No
/// two names differ in their case only, because columns of reports have lower-case names.
public record Tags(Map<String, String> values) {

  /// The most tags of a request.
  public static final int MOST = 10;

  public static final Tags NONE = new Tags(Map.of());

  public Tags {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// These tags, and as many of the others as there is room for. Of two with the same name these
  /// win.
  public Tags with(Tags others) {
    Map<String, String> all = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    values.forEach((name, value) -> put(name, value, all, names));
    others.values.forEach((name, value) -> put(name, value, all, names));
    return new Tags(all);
  }

  private static void put(
      String name, String value, Map<String, String> all, Map<String, String> names) {
    if (all.size() < MOST && names.putIfAbsent(name.toLowerCase(Locale.ROOT), name) == null) {
      all.put(name, value);
    }
  }
}
