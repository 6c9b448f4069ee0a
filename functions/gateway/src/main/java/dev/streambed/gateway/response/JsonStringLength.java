package dev.streambed.gateway.response;

import dev.streambed.gateway.json.JsonLineBreaks;

/// The length of text as a JSON string in UTF-8, as [dev.streambed.gateway.json.JsonStringWriter]
/// writes it.
final class JsonStringLength {

  private static final int ESCAPE = 2;
  private static final int LONG_ESCAPE = 6;
  private static final int PAIR = 4;

  private JsonStringLength() {}

  /// How many characters from the start of the text fit. At least one, and never half of a
  /// surrogate pair.
  ///
  /// @param mostBytes the limit in bytes, quotes excluded
  static int fitting(CharSequence text, int mostBytes) {
    int bytes = 0;
    int at = 0;
    while (at < text.length()) {
      boolean isPair = isPairAt(text, at);
      bytes += isPair ? PAIR : bytesOf(text.charAt(at));
      if (bytes > mostBytes && at > 0) {
        return at;
      }
      at += isPair ? 2 : 1;
    }
    return at;
  }

  private static boolean isPairAt(CharSequence text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static int bytesOf(char character) {
    if (character < ' ') {
      return character == '\n' || character == '\r' || character == '\t' ? ESCAPE : LONG_ESCAPE;
    }
    if (JsonLineBreaks.isBreak(character)) {
      return LONG_ESCAPE;
    }
    if (character < 0x80) {
      return character == '"' || character == '\\' ? ESCAPE : 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return Character.isSurrogate(character) ? LONG_ESCAPE : 3;
  }
}
