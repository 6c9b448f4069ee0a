package dev.streambed.local.rest;

import java.util.List;
import java.util.Locale;

/// The media types that an API takes for binary.
///
/// @param patterns for example `image/png`, `image/*` or `*/*`
record BinaryMediaTypes(List<String> patterns) {

  BinaryMediaTypes {
    patterns = List.copyOf(patterns);
  }

  /// Whether a header's first media type is one of them.
  ///
  /// @param header `Content-Type` or `Accept`
  boolean include(String header) {
    String type = header.split("[;,]", -1)[0].strip().toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(pattern -> fits(pattern.toLowerCase(Locale.ROOT), type));
  }

  private static boolean fits(String pattern, String type) {
    if (pattern.equals("*/*")) {
      return true;
    }
    return pattern.endsWith("/*")
        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(type);
  }
}
