package dev.streambed.gateway.model;

/// Shortens text.
final class TextTruncation {

  private static final String MORE = "…";

  private TextTruncation() {}

  /// At most this many characters, cut at white space: half a name may no longer match the patterns
  /// that mask it.
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

  /// At most this many characters, cut between words where possible, with an ellipsis for what is
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
