package dev.streambed.gateway.prompt;

import java.nio.charset.StandardCharsets;

/// Finds ASCII words in bytes.
final class AsciiBytes {

  private AsciiBytes() {}

  static byte[] of(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  /// The position of the word's next occurrence as a whole word before `end`, or -1.
  static int find(byte[] bytes, byte[] word, int from, int end) {
    for (int at = from; at <= end - word.length; at++) {
      if (matchesAt(bytes, at, word)) {
        return at;
      }
    }
    return -1;
  }

  static boolean matchesAt(byte[] bytes, int at, byte[] word) {
    if (at < 0 || at + word.length > bytes.length) {
      return false;
    }
    for (int index = 0; index < word.length; index++) {
      if (bytes[at + index] != word[index]) {
        return false;
      }
    }
    return true;
  }
}
