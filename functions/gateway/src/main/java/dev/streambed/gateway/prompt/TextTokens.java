package dev.streambed.gateway.prompt;

import dev.streambed.gateway.json.JsonStringByteReader;

/// The most tokens that a text may have, computed byte by byte. Each model family has its own
/// tokenizer, and the largest would not fit into the function, but all of them work alike.
///
/// With few exceptions, which are characters that some tokenizers decompose first, no tokenizer
/// makes more than one token of a byte. So every byte counts one token, except where all tokenizers
/// have longer tokens:
///
/// | what | tokens |
/// |---|---|
/// | the first letter of a word, including one space before it | 1 |
/// | a letter after another, in a frequent pair | 0.3 to 0.6 |
/// | a letter after another, in a rare pair; a capital within a word | 1 |
/// | a capital after a capital, in a frequent pair | 0.7 |
/// | a space after a space | 0.25 |
/// | a lower-case letter of the Russian alphabet (two bytes) | 1.5 |
/// | U+3200 to U+33FF and U+FDF0 to U+FDFF, which decompose into up to 33 bytes | 18, 36 |
/// | every other byte: digits, signs, line ends, all other scripts | 1 |
///
/// `TextTokensAgainstTokenizersTest` compares it with real tokenizers. Not thread-safe.
final class TextTokens {

  /// The fixed-point value of one token.
  private static final int ONE = 20;

  private static final int FREQUENT = 6;
  private static final int COMMON = 9;
  private static final int FREQUENT_LATE = 10;
  private static final int COMMON_LATE = 12;
  private static final int CAPITALS = 14;
  private static final int SPACES = 5;
  private static final int RUSSIAN_SECOND_BYTE = 10;
  private static final int SQUARED = 18 * ONE;
  private static final int LIGATURE = 36 * ONE;

  /// Longer words are rarer, and their tokens shorter.
  private static final int USUAL_WORD = 5;

  private long sum;
  private int before = -1;
  private int beforeThat = -1;
  private int letters;
  private boolean afterOneSpace;

  /// Adds bytes of UTF-8.
  void add(byte[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      add(text[at] & 0xff);
    }
  }

  /// Adds the decoded content of a JSON string.
  void add(JsonStringByteReader string) {
    for (int next = string.next(); next >= 0; next = string.next()) {
      add(next);
    }
  }

  /// Adds tokens, and resets the context of the next byte.
  void addTokens(long tokens) {
    sum += tokens * ONE;
    letters = 0;
    afterOneSpace = false;
    before = -1;
  }

  /// Adds the next byte of UTF-8.
  void add(int next) {
    if (isLetter(next)) {
      sum += letter(next);
      afterOneSpace = false;
    } else {
      letters = 0;
      sum += other(next);
      afterOneSpace = next == ' ' && !isSpace(before);
    }
    beforeThat = before;
    before = next;
  }

  /// The tokens so far, rounded up.
  long tokens() {
    return (sum + ONE - 1) / ONE;
  }

  private int letter(int next) {
    letters++;
    if (letters == 1) {
      // The space before it has counted for both.
      return afterOneSpace ? 0 : ONE;
    }
    boolean capital = next < 'a';
    if (capital && before >= 'a') {
      letters = 1;
      return ONE;
    }
    int first = before | 0x20;
    int second = next | 0x20;
    if (!FrequentLetterPairs.isFrequent(first, second)) {
      return ONE;
    }
    return capital ? CAPITALS : inWord(FrequentLetterPairs.isVeryFrequent(first, second));
  }

  private int inWord(boolean frequent) {
    if (letters <= USUAL_WORD) {
      return frequent ? FREQUENT : COMMON;
    }
    return frequent ? FREQUENT_LATE : COMMON_LATE;
  }

  private int other(int next) {
    if (next == ' ' && before == ' ') {
      return SPACES;
    }
    if (isRussian(next)) {
      return RUSSIAN_SECOND_BYTE;
    }
    if (beforeThat == 0xe3 && (before >= 0x88 && before <= 0x8f)) {
      return SQUARED;
    }
    boolean ligature = beforeThat == 0xef && before == 0xb7 && next >= 0xb0;
    return ligature ? LIGATURE : ONE;
  }

  // U+0430 to U+044F.
  private boolean isRussian(int next) {
    return (before == 0xd0 && next >= 0xb0 && next <= 0xbf)
        || (before == 0xd1 && next >= 0x80 && next <= 0x8f);
  }

  private static boolean isLetter(int next) {
    int lower = next | 0x20;
    return lower >= 'a' && lower <= 'z' && next < 0x80;
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
  }
}
