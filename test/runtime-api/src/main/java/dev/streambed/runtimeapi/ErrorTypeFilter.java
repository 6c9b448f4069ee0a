package dev.streambed.runtimeapi;

import java.util.regex.Pattern;

/// Which error types the platform lets through on `/error`. Trailers are not filtered.
final class ErrorTypeFilter {

  private static final Pattern VALID = Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

  private ErrorTypeFilter() {}

  // find, not matches: the platform's own pattern is not anchored either.
  static String filter(String errorType) {
    if (VALID.matcher(errorType).find()) {
      return errorType;
    }
    return errorType.startsWith("Function.") ? "Function.Unknown" : "Runtime.Unknown";
  }
}
