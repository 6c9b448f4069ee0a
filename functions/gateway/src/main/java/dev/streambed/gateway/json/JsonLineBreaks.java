package dev.streambed.gateway.json;

/// Writes JSON text as one line for every kind of reader: in addition to line feed and carriage
/// return, Unicode has three line separators (next line, line separator, paragraph separator),
/// which readers such as Python's `splitlines` recognise.
public final class JsonLineBreaks {

  private static final char NEXT_LINE = '\u0085';
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  private JsonLineBreaks() {}

  /// Whether a character is a line break. Control characters are not included, because JSON always
  /// escapes them.
  public static boolean isBreak(char character) {
    return character == NEXT_LINE
        || character == LINE_SEPARATOR
        || character == PARAGRAPH_SEPARATOR;
  }

  /// The same JSON on one line.
  ///
  /// @param json valid JSON: its line feeds are white space, and other line breaks are in strings
  public static String oneLine(String json) {
    int at = 0;
    while (at < json.length() && !mustGo(json.charAt(at))) {
      at++;
    }
    return at == json.length() ? json : oneLine(json, at);
  }

  private static String oneLine(String json, int from) {
    StringBuilder line = new StringBuilder(json.length() + 16).append(json, 0, from);
    for (int at = from; at < json.length(); at++) {
      char character = json.charAt(at);
      if (isBreak(character)) {
        JsonStringWriter.appendCodeUnit(line, character);
      } else {
        line.append(mustGo(character) ? ' ' : character);
      }
    }
    return line.toString();
  }

  private static boolean mustGo(char character) {
    return character == '\n' || character == '\r' || isBreak(character);
  }
}
