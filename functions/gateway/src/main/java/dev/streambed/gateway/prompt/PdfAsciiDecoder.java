package dev.streambed.gateway.prompt;

import java.util.Arrays;

/// Decodes PDF streams in ASCII encodings: base 85, which ends with `~>`, or hexadecimal digits,
/// which end with `>`. The encoding is recognised from the characters, not from what the file
/// declares.
final class PdfAsciiDecoder {

  private static final byte[] NOTHING = {};
  private static final int GROUP = 5;
  private static final int BASE = 85;

  private PdfAsciiDecoder() {}

  /// The decoded bytes; empty when the text is in neither encoding.
  static byte[] decode(byte[] file, int from, int to) {
    byte[] digits = hexadecimal(file, from, to);
    return digits.length > 0 ? digits : base85(file, from, to);
  }

  private static byte[] hexadecimal(byte[] file, int from, int to) {
    byte[] bytes = new byte[(to - from) / 2 + 1];
    int digits = 0;
    for (int at = from; at < to && file[at] != '>'; at++) {
      int digit = Character.digit(file[at], 16);
      if (digit >= 0) {
        bytes[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
        digits++;
      } else if (!isSpace(file[at])) {
        return NOTHING;
      }
    }
    return Arrays.copyOf(bytes, (digits + 1) / 2);
  }

  private static byte[] base85(byte[] file, int from, int to) {
    // A `z` stands for four bytes.
    byte[] bytes = new byte[(to - from) * 4 + 4];
    int length = 0;
    long group = 0;
    int letters = 0;
    for (int at = from; at < to && file[at] != '~'; at++) {
      int letter = file[at];
      if (letter == 'z' && letters == 0) {
        length += 4;
      } else if (letter >= '!' && letter <= 'u') {
        group = group * BASE + (letter - '!');
        letters++;
        if (letters == GROUP) {
          length = put(bytes, length, group, GROUP - 1);
          group = 0;
          letters = 0;
        }
      } else if (!isSpace(letter)) {
        return NOTHING;
      }
    }
    return Arrays.copyOf(
        bytes, letters < 2 ? length : put(bytes, length, rest(group, letters), letters - 1));
  }

  private static long rest(long group, int letters) {
    long filled = group;
    for (int missing = letters; missing < GROUP; missing++) {
      filled = filled * BASE + BASE - 1;
    }
    return filled;
  }

  private static int put(byte[] bytes, int at, long group, int count) {
    for (int index = 0; index < count; index++) {
      bytes[at + index] = (byte) (group >> (24 - 8 * index));
    }
    return at + count;
  }

  private static boolean isSpace(int letter) {
    return letter == ' '
        || letter == '\n'
        || letter == '\r'
        || letter == '\t'
        || letter == '\f'
        || letter == 0;
  }
}
