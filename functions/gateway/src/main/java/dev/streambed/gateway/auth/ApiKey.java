package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// An API key: `sb_` and 32 random bytes in base64url without padding.
final class ApiKey {

  private static final String PREFIX = "sb_";
  private static final int LENGTH = 46;
  private static final int RANDOM_BYTES = 32;
  private static final int SHOWN = 11;

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /// Parses a value in the form of an API key; empty when it has another form.
  static Optional<ApiKey> of(String value) {
    return isWellFormed(value) ? Optional.of(new ApiKey(value)) : Optional.empty();
  }

  /// Generates a new key.
  static ApiKey random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// The whole key. Shown once, and neither stored nor logged.
  String secret() {
    return secret;
  }

  /// The first characters, by which people recognise the key.
  String prefix() {
    return secret.substring(0, SHOWN);
  }

  /// The SHA-256 of the key in lower-case hex, under which the tables store it.
  String hash() {
    return Sha256.hex(secret);
  }

  /// Omits the secret.
  @Override
  public String toString() {
    return PREFIX + "…";
  }

  private static boolean isWellFormed(String value) {
    return value.length() == LENGTH
        && value.startsWith(PREFIX)
        && value.chars().allMatch(ApiKey::isBase64Url);
  }

  private static boolean isBase64Url(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_';
  }
}
