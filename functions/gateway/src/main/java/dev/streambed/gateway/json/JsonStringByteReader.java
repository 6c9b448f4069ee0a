package dev.streambed.gateway.json;

/// Reads the decoded bytes of a JSON string in UTF-8, one at a time. A lone surrogate, which has no
/// form in UTF-8, becomes U+FFFD. Not thread-safe.
public final class JsonStringByteReader {

  private static final int HEX_DIGITS = 4;
  private static final String ESCAPES = "bfnrt";
  private static final String ESCAPED = "\b\f\n\r\t";
  private static final int REPLACEMENT = 0xfffd;

  private final byte[] text;
  private final int end;
  private int at;

  /// The remaining bytes of an escaped character, the next one lowest.
  private int pending;

  /// @param from the position after the opening quote
  /// @param to the position of the closing quote
  public JsonStringByteReader(byte[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /// The next byte, 0 to 255, or -1 at the end.
  public int next() {
    if (pending != 0) {
      int next = pending & 0xff;
      pending >>>= 8;
      return next;
    }
    if (at >= end) {
      return -1;
    }
    return text[at] == '\\' ? escape() : text[at++] & 0xff;
  }

  private int escape() {
    int kind = at + 1 < end ? text[at + 1] : '\\';
    at += 2;
    if (kind != 'u') {
      int known = ESCAPES.indexOf(kind);
      return known < 0 ? kind & 0xff : ESCAPED.charAt(known);
    }
    return first(character());
  }

  private int character() {
    int unit = unit();
    if (!Character.isSurrogate((char) unit)) {
      return unit;
    }
    boolean low = at + 1 < end && text[at] == '\\' && text[at + 1] == 'u';
    if (Character.isHighSurrogate((char) unit) && low) {
      int back = at;
      at += 2;
      int second = unit();
      if (Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) unit, (char) second);
      }
      at = back;
    }
    return REPLACEMENT;
  }

  private int unit() {
    int unit = 0;
    for (int digit = 0; digit < HEX_DIGITS; digit++, at++) {
      unit = (unit << 4) | (at < end ? Math.max(0, Character.digit(text[at], 16)) : 0);
    }
    return unit;
  }

  // Continuation bytes are never 0, so 0 means that none is left.
  private int first(int character) {
    if (character < 0x80) {
      return character;
    }
    if (character < 0x800) {
      pending = continuation(character);
      return 0xc0 | (character >> 6);
    }
    if (character < 0x10000) {
      pending = continuation(character >> 6) | (continuation(character) << 8);
      return 0xe0 | (character >> 12);
    }
    pending =
        continuation(character >> 12)
            | (continuation(character >> 6) << 8)
            | (continuation(character) << 16);
    return 0xf0 | (character >> 18);
  }

  private static int continuation(int bits) {
    return 0x80 | (bits & 0x3f);
  }
}
