package dev.streambed.cli.console;

/// Makes text that others wrote safe for a terminal.
public final class PlainText {

  private PlainText() {}

  /// Replaces line breaks and control characters, including those that change the direction of
  /// writing.
  public static String sanitize(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    value.codePoints().forEach(point -> plain.appendCodePoint(isUnsafe(point) ? '?' : point));
    return plain.toString();
  }

  /// Whether a terminal may interpret the character instead of showing it.
  public static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
