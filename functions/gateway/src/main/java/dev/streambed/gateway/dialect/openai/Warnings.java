package dev.streambed.gateway.dialect.openai;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The header that names what was passed over.
final class Warnings {

  private static final int MOST = 10;

  private Warnings() {}

  /// The header `warning`; none when nothing was passed over.
  static Map<String, String> headers(List<String> warnings) {
    return warnings.isEmpty()
        ? Map.of()
        : Map.of(
            "warning",
            warnings.stream()
                .distinct()
                .limit(MOST)
                .map(warning -> "299 streambed \"" + plain(warning) + "\"")
                .collect(Collectors.joining(", ")));
  }

  // A caller's own words may be in it.
  private static String plain(String warning) {
    return warning.replaceAll("[^ -~]|[\"\\\\]", "?");
  }
}
