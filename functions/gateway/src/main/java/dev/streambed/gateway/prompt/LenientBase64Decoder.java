package dev.streambed.gateway.prompt;

import dev.streambed.gateway.json.JsonStringByteReader;
import java.util.Arrays;

/// Decodes base64 in a JSON string as leniently as the most lenient reader: characters outside the
/// alphabet are skipped.
final class LenientBase64Decoder {

  private static final byte[] VALUES = values();

  private LenientBase64Decoder() {}

  /// The first decoded bytes of a string's text.
  ///
  /// @param most the most bytes to return
  static byte[] decode(byte[] text, int from, int to, int most) {
    JsonStringByteReader characters = new JsonStringByteReader(text, from, to);
    byte[] bytes = new byte[(int) Math.min(most, (to - from) * 3L / 4 + 3)];
    int length = 0;
    int bits = 0;
    int held = 0;
    for (int next = characters.next(); next >= 0 && length < bytes.length; ) {
      int value = next < 0x80 ? VALUES[next] : -1;
      if (value >= 0) {
        bits = (bits << 6) | value;
        held += 6;
        if (held >= 8) {
          held -= 8;
          bytes[length++] = (byte) (bits >> held);
        }
      }
      next = characters.next();
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] values() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    byte[] values = new byte[0x80];
    Arrays.fill(values, (byte) -1);
    for (int value = 0; value < alphabet.length(); value++) {
      values[alphabet.charAt(value)] = (byte) value;
    }
    // The URL-safe alphabet.
    values['-'] = values['+'];
    values['_'] = values['/'];
    return values;
  }
}
