package dev.streambed.local.customers;

import dev.streambed.bedrock.signature.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// A customer's API key.
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

  /// The hash that is stored in its place.
  String hash() {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The beginning, by which people recognise it.
  String prefix() {
    return text.substring(0, PREFIX);
  }

  @Override
  public String toString() {
    return "Token[" + prefix() + "…]";
  }
}
