package dev.streambed.gateway.json;

/// Writes values and strings as compact JSON text.
public final class JsonWriter {

  private static final String HEX = "0123456789abcdef";

  private JsonWriter() {}

  /// Appends a value.
  static void append(StringBuilder out, Json value) {
    switch (value) {
      case JsonObject object -> appendMembers(out, object);
      case JsonArray array -> appendElements(out, array);
      case JsonText(String text) -> appendQuoted(out, text);
      case JsonNumber(String text) -> out.append(text);
      case JsonBoolean(boolean flag) -> out.append(flag);
      case JsonNull() -> out.append("null");
    }
  }

  /// Appends a string with its quotes. Half of a surrogate pair becomes an escape, because UTF-8
  /// has no form for it and the other half may come with the next piece.
  public static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character >= ' ' && character != '"' && character != '\\' && !isLone(text, at)) {
        out.append(character);
      } else {
        appendEscape(out, character);
      }
    }
    out.append('"');
  }

  private static void appendMembers(StringBuilder out, JsonObject object) {
    char separator = '{';
    for (var member : object.members().entrySet()) {
      out.append(separator);
      appendQuoted(out, member.getKey());
      out.append(':');
      append(out, member.getValue());
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private static void appendElements(StringBuilder out, JsonArray array) {
    char separator = '[';
    for (Json element : array.elements()) {
      out.append(separator);
      append(out, element);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
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

  private static void appendCodeUnit(StringBuilder out, char character) {
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
