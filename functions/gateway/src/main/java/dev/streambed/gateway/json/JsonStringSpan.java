package dev.streambed.gateway.json;

import java.nio.charset.StandardCharsets;

/// A string within JSON text, starting after its opening quote.
final class JsonStringSpan {

  private static final int HEX_DIGITS = 4;
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final byte[] text;
  private final int start;
  private final int closingQuote;
  private final boolean hasEscapes;

  private JsonStringSpan(byte[] text, int start, int closingQuote, boolean hasEscapes) {
    this.text = text;
    this.start = start;
    this.closingQuote = closingQuote;
    this.hasEscapes = hasEscapes;
  }

  static JsonStringSpan from(byte[] text, int start) {
    boolean hasEscapes = false;
    int at = start;
    while (byteAt(text, at) != '"') {
      if (text[at] == '\\') {
        hasEscapes = true;
        at = endOfEscape(text, at);
      } else {
        at++;
      }
    }
    return new JsonStringSpan(text, start, at, hasEscapes);
  }

  int closingQuote() {
    return closingQuote;
  }

  String decode() {
    if (!hasEscapes) {
      return utf8(start, closingQuote);
    }
    StringBuilder decoded = new StringBuilder(closingQuote - start);
    int at = start;
    while (at < closingQuote) {
      at = text[at] == '\\' ? decodeEscape(decoded, at) : decodePlain(decoded, at);
    }
    return decoded.toString();
  }

  // In text with many escapes, the runs between them are short. ASCII is appended directly, because
  // a string for each run would be many times slower.
  private int decodePlain(StringBuilder decoded, int from) {
    int to = from;
    while (to < closingQuote && text[to] > 0 && text[to] != '\\') {
      decoded.append((char) text[to]);
      to++;
    }
    if (to < closingQuote && text[to] < 0) {
      int ascii = to;
      while (to < closingQuote && text[to] != '\\') {
        to++;
      }
      decoded.append(utf8(ascii, to));
    }
    return to;
  }

  private int decodeEscape(StringBuilder decoded, int backslash) {
    byte kind = text[backslash + 1];
    if (kind == 'u') {
      decoded.append((char) hex(text, backslash + 2));
    } else {
      decoded.append(ESCAPED.charAt(ESCAPES.indexOf(kind)));
    }
    return endOfEscape(text, backslash);
  }

  private String utf8(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  private static int endOfEscape(byte[] text, int backslash) {
    byte kind = byteAt(text, backslash + 1);
    if (kind == 'u') {
      hex(text, backslash + 2);
      return backslash + 2 + HEX_DIGITS;
    }
    if (ESCAPES.indexOf(kind) < 0) {
      throw new JsonException("unknown escape", backslash);
    }
    return backslash + 2;
  }

  private static int hex(byte[] text, int start) {
    int value = 0;
    for (int at = start; at < start + HEX_DIGITS; at++) {
      int digit = Character.digit(byteAt(text, at), 16);
      if (digit < 0) {
        throw new JsonException("not a hexadecimal digit", at);
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static byte byteAt(byte[] text, int at) {
    if (at >= text.length) {
      throw new JsonException("the string has no end", text.length);
    }
    if (text[at] >= 0 && text[at] < ' ') {
      throw new JsonException("a control character in a string", at);
    }
    return text[at];
  }
}
