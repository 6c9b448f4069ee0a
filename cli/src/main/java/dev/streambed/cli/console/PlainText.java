package dev.streambed.cli.console;

/// Text that others wrote, made fit for a terminal.
public final class PlainText {

  private PlainText() {}

  /// On one line and without control characters, among them those that turn the direction of
  /// writing.
  public static String sanitize(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    value.codePoints().forEach(point -> plain.appendCodePoint(isUnsafe(point) ? '?' : point));
    return plain.toString();
  }

  /// Whether a terminal might do something else with it than show it.
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
