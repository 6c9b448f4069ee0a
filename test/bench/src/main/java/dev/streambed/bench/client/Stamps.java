package dev.streambed.bench.client;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time that a stamped piece says.
final class Stamps {

  // A JSON string of digits, a space, and what fills it up.
  private static final Pattern STAMP = Pattern.compile("\"(\\d+) \\.*\"");

  private Stamps() {}

  /// Finds the stamp in a JSON text.
  static OptionalLong in(String json) {
    Matcher found = STAMP.matcher(json);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }
}
