package dev.streambed.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Scans numbers: sign, integer part, fraction, exponent.
final class JsonNumberScanner {

  private static final int MOST_DIGITS = 18;

  /// No text has enough digits to compensate for a larger exponent.
  private static final long MOST_EXPONENT = 1L << 40;

  private JsonNumberScanner() {}

  /// The end of the number that starts at this position.
  static int end(byte[] text, int start) {
    int at = start + (is(text, start, "-") ? 1 : 0);
    at = is(text, at, "0") ? at + 1 : digits(text, at);
    if (is(text, at, ".")) {
      at = digits(text, at + 1);
    }
    if (is(text, at, "eE")) {
      at = digits(text, at + (is(text, at + 1, "+-") ? 2 : 1));
    }
    return at;
  }

  private static int digits(byte[] text, int start) {
    int at = start;
    while (at < text.length && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw new JsonException("not a value", start);
    }
    return at;
  }

  private static boolean is(byte[] text, int at, String anyOf) {
    return at < text.length && anyOf.indexOf(text[at]) >= 0;
  }

  /// The integer part of a number; empty when the text is not a number, or the number is too large.
  /// Does not build a big number, which would take quadratic time.
  static OptionalLong integerPart(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
    return isNumber(ascii) ? integerPart(ascii) : OptionalLong.empty();
  }

  private static boolean isNumber(byte[] ascii) {
    try {
      return JsonNumberScanner.end(ascii, 0) == ascii.length;
    } catch (JsonException _) {
      return false;
    }
  }

  private static OptionalLong integerPart(byte[] number) {
    int sign = number[0] == '-' ? 1 : 0;
    int exponentAt = indexOf(number, 'e');
    int point = Math.min(indexOf(number, '.'), exponentAt);
    // The number of digits before the decimal point, without leading zeros.
    int first = firstDigitOtherThanZero(number, sign, exponentAt);
    if (first == exponentAt) {
      return OptionalLong.of(0);
    }
    long ahead = first < point ? point - first : point + 1 - first;
    long digits = ahead + exponent(number, exponentAt);
    if (digits > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    long value = 0;
    int at = first;
    for (long digit = 0; digit < digits; digit++) {
      at += at == point ? 1 : 0;
      value = value * 10 + (at < exponentAt ? number[at] - '0' : 0);
      at++;
    }
    return OptionalLong.of(sign == 0 ? value : -value);
  }

  private static int firstDigitOtherThanZero(byte[] number, int from, int to) {
    int at = from;
    while (at < to && (number[at] == '0' || number[at] == '.')) {
      at++;
    }
    return at;
  }

  private static long exponent(byte[] number, int exponentAt) {
    int at = exponentAt + 1;
    boolean isNegative = at < number.length && number[at] == '-';
    long exponent = 0;
    for (; at < number.length; at++) {
      boolean isDigit = number[at] >= '0';
      exponent = isDigit ? Math.min(MOST_EXPONENT, exponent * 10 + number[at] - '0') : exponent;
    }
    return isNegative ? -exponent : exponent;
  }

  /// The position of a character in lower or upper case; the end when it is absent.
  private static int indexOf(byte[] number, char character) {
    int at = 0;
    while (at < number.length && (number[at] | 0x20) != (character | 0x20)) {
      at++;
    }
    return at;
  }
}
