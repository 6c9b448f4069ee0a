package dev.streambed.gateway.json;

/// The grammar of a number: sign, whole part, fraction, exponent.
final class JsonNumberScanner {

  private JsonNumberScanner() {}

  /// Where the number that starts here ends.
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
}
