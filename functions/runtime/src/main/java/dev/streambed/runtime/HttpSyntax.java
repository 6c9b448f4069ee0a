package dev.streambed.runtime;

import java.util.List;

/// The syntax of statuses, header names and header values (RFC 9110, sections 5 and 15).
final class HttpSyntax {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private HttpSyntax() {}

  static void checkStatus(int statusCode) {
    // A 1xx status is not a final response: the front door would wait for another one.
    if (statusCode < 200 || statusCode > 599) {
      throw new IllegalArgumentException("status is not of 200 to 599: " + statusCode);
    }
  }

  static void checkName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("header name is empty");
    }
    for (int at = 0; at < name.length(); at++) {
      if (!isTokenCharacter(name.charAt(at))) {
        throw new IllegalArgumentException("header name has a forbidden character at " + at);
      }
    }
  }

  static void checkValues(List<String> values) {
    for (String value : values) {
      checkValue(value);
    }
  }

  // The value is not in the message: it may be a secret, and messages are logged.
  static void checkValue(String value) {
    for (int at = 0; at < value.length(); at++) {
      char character = value.charAt(at);
      if ((character < ' ' && character != '\t') || character == 0x7f) {
        throw new IllegalArgumentException("header value has a control character at " + at);
      }
    }
  }

  private static boolean isTokenCharacter(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || TOKEN_MARKS.indexOf(character) >= 0;
  }
}
