package dev.streambed.gateway.model;

/// Shortens texts.
final class TextTruncation {

  private static final String MORE = "…";

  private TextTruncation() {}

  /// At most so many characters, and no part of a word at its end: half a name may no longer look
  /// like what is to be masked.
  static String atWhiteSpace(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most;
    while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return text.substring(0, end);
  }

  /// At most so many characters, whole words where they are not too long, and a mark for what is
  /// missing.
  static String withEllipsis(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int space = text.lastIndexOf(' ', most - 1);
    int end = space > most / 2 ? space : most - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + MORE;
  }
}
