package dev.streambed.local.websocket;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// Generates the ids of connections, requests and messages, which have the same form.
final class IdGenerator {

  private static final int BYTES = 11;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{15}=");

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /// Whether a text has the form of an id.
  static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }
}
