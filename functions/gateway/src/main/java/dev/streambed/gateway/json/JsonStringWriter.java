package dev.streambed.gateway.json;

/// Writes strings as JSON text.
public final class JsonStringWriter {

  private static final String HEX = "0123456789abcdef";

  private JsonStringWriter() {}

  /// Appends a string with its quotes. A lone surrogate is escaped, because UTF-8 has no form for
  /// it and the other half may follow in the next chunk. Characters that some reader treats as a
  /// line break are escaped as well ([JsonLineBreaks]).
  public static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (isPlain(character) && !isLone(text, at)) {
        out.append(character);
      } else {
        appendEscape(out, character);
      }
    }
    out.append('"');
  }

  private static void appendEscape(StringBuilder out, char character) {
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> appendCodeUnit(out, character);
    }
  }

  private static boolean isPlain(char character) {
    return character >= ' '
        && character != '"'
        && character != '\\'
        && !JsonLineBreaks.isBreak(character);
  }

  /// Appends a character as an escape.
  static void appendCodeUnit(StringBuilder out, char character) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(character >> shift & 0xf));
    }
  }

  private static boolean isLone(String text, int at) {
    char character = text.charAt(at);
    if (Character.isHighSurrogate(character)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(character)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
