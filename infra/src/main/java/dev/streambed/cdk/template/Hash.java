package dev.streambed.cdk.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The beginning of a SHA-256 in hexadecimal digits. */
final class Hash {
  private Hash() {}

  static String of(String text, int digits) {
    return of(text.getBytes(StandardCharsets.UTF_8), digits);
  }

  static String of(byte[] bytes, int digits) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
