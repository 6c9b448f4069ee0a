package dev.streambed.runtime;

/// Writes JSON strings (RFC 8259, section 7).
final class JsonStringWriter {

  private static final String HEX = "0123456789abcdef";

  private JsonStringWriter() {}

  static void string(StringBuilder json, String text) {
    json.append('"');
    for (int at = 0; at < text.length(); at++) {
      character(json, text, at);
    }
    json.append('"');
  }

  private static void character(StringBuilder json, String text, int at) {
    char character = text.charAt(at);
    switch (character) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (character < ' ' || isAlone(text, at)) {
          escaped(json, character);
        } else {
          json.append(character);
        }
      }
    }
  }

  // A lone surrogate has no UTF-8 form, so it is escaped.
  private static boolean isAlone(String text, int at) {
    char character = text.charAt(at);
    if (!Character.isSurrogate(character)) {
      return false;
    }
    if (Character.isHighSurrogate(character)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static void escaped(StringBuilder json, char character) {
    json.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      json.append(HEX.charAt(character >> shift & 0xf));
    }
  }
}
