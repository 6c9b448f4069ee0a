package dev.streambed.runtimeapi;

import java.io.IOException;

/// Numbers as HTTP writes them: digits only, no sign.
final class HttpNumbers {

  private HttpNumbers() {}

  static long decimal(String text) throws IOException {
    return parse(text, 10);
  }

  static long hexadecimal(String text) throws IOException {
    return parse(text, 16);
  }

  private static long parse(String text, int radix) throws IOException {
    // parseLong would take "+5" and "-5", which no HTTP message may say.
    if (text.isEmpty() || Character.digit(text.charAt(0), radix) < 0) {
      throw new HttpReader.MalformedRequestException("not a length");
    }
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException notANumber) {
      throw new HttpReader.MalformedRequestException("not a length");
    }
  }
}
