package dev.streambed.gateway.prompt;

import java.util.Set;

/// Counts the pages of a PDF and the characters drawn on them, byte by byte, in a part that is not
/// compressed. Not thread-safe.
///
/// A page is an object with `/Type /Page`, or an entry of a `/Kids` list, which may name the same
/// page repeatedly. Text is drawn between `BT` and `ET`, in parentheses or as hexadecimal digits.
/// How many characters that is depends on the fonts; half a token per byte is seldom too low.
final class PdfTextCounter {

  private static final long TYPE = packed("/Type");
  private static final long PAGE = packed("/Page");
  private static final long KIDS = packed("/Kids");
  private static final long REFERENCE = packed("R");
  private static final long BEGIN = packed("BT");
  private static final long END = packed("ET");

  /// Filters of streams that are not decoded here.
  private static final Set<Long> OTHER_FILTERS =
      Set.of(packed("/LZWDecode"), packed("/RunLengthDecode"));

  private static final int RADIX = 257;

  /// The current word, as a number.
  private long word;

  /// How many hexadecimal digits of a `#` escape in a name are still to come.
  private int codeDigits;

  private int code;
  private boolean otherFilters;

  private long lastWord;
  private boolean drawing;
  private boolean inKids;
  private int parentheses;
  private boolean hexadecimal;
  private boolean escaped;
  private long pages;
  private long kids;
  private long halfBytes;

  void add(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      int next = bytes[at] & 0xff;
      if (parentheses > 0) {
        inString(next);
      } else if (hexadecimal) {
        hexadecimal = next != '>';
        halfBytes += hexadecimal ? 1 : 0;
      } else {
        outside(next);
      }
    }
  }

  /// Ends a part. Nothing continues from one part to the next.
  void end() {
    endWord();
    lastWord = 0;
    drawing = false;
    inKids = false;
    parentheses = 0;
    hexadecimal = false;
    escaped = false;
    codeDigits = 0;
  }

  /// Whether there are streams that cannot be decoded here.
  boolean hasOtherFilters() {
    return otherFilters;
  }

  long pages() {
    return Math.max(pages, kids);
  }

  long tokens() {
    return (halfBytes + 1) / 2;
  }

  private void inString(int next) {
    halfBytes += 2;
    if (escaped) {
      escaped = false;
      return;
    }
    escaped = next == '\\';
    parentheses += next == '(' ? 1 : next == ')' ? -1 : 0;
  }

  private void outside(int next) {
    if (codeDigits > 0) {
      inCode(next);
      return;
    }
    if (next == '#' && word != 0) {
      codeDigits = 2;
      code = 0;
      return;
    }
    if (isOfWord(next)) {
      word = word * RADIX + next;
      return;
    }
    endWord();
    switch (next) {
      case '/' -> word = next;
      case '(' -> parentheses = drawing ? 1 : 0;
      case '<' -> hexadecimal = drawing;
      case ']' -> inKids = false;
      default -> {
        // White space and other delimiters.
      }
    }
  }

  private void inCode(int next) {
    int digit = Character.digit(next, 16);
    if (digit < 0) {
      codeDigits = 0;
      outside(next);
      return;
    }
    code = code << 4 | digit;
    codeDigits--;
    word = codeDigits == 0 ? word * RADIX + code : word;
  }

  private static boolean isOfWord(int next) {
    int lower = next | 0x20;
    return (lower >= 'a' && lower <= 'z' && next < 0x80) || (next >= '0' && next <= '9');
  }

  private void endWord() {
    if (word == 0) {
      return;
    }
    pages += lastWord == TYPE && word == PAGE ? 1 : 0;
    kids += inKids && word == REFERENCE ? 1 : 0;
    inKids |= word == KIDS;
    drawing = word == BEGIN || (drawing && word != END);
    otherFilters |= OTHER_FILTERS.contains(word);
    lastWord = word;
    word = 0;
  }

  private static long packed(String word) {
    long packed = 0;
    for (int at = 0; at < word.length(); at++) {
      packed = packed * RADIX + word.charAt(at);
    }
    return packed;
  }
}
