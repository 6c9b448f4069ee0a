package dev.streambed.local.customers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// A customer's token.
///
/// @param text `sb_` and 43 letters, digits, `-` or `_`
public record ApiKey(String text) {

  private static final int RANDOM_BYTES = 32;
  private static final int PREFIX = 11;

  static ApiKey random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiKey("sb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// What is stored of it.
  String hash() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  /// What a person recognises it by.
  String prefix() {
    return text.substring(0, PREFIX);
  }

  @Override
  public String toString() {
    return "Token[" + prefix() + "…]";
  }
}
