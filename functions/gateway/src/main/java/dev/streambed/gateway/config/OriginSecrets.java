package dev.streambed.gateway.config;

import dev.streambed.gateway.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// The secrets by which the function knows that CloudFront passed a request on. Only their hashes
/// are kept, so that nothing can log one. Thread-safe.
///
/// @param hashes SHA-256 of each, in hex
public record OriginSecrets(List<String> hashes) {

  /// Shorter ones can be guessed.
  private static final int FEWEST_CHARACTERS = 16;

  public OriginSecrets {
    hashes = List.copyOf(hashes);
  }

  /// @throws SettingsException when the secret is too short
  static String hash(String variable, String secret) {
    if (secret.length() < FEWEST_CHARACTERS) {
      throw new SettingsException(
          variable + " must have at least " + FEWEST_CHARACTERS + " characters");
    }
    return Sha256.hex(secret);
  }

  /// Whether this is one of the secrets, in a time that does not depend on how much of it is right.
  public boolean contains(String value) {
    byte[] given = Sha256.hex(value).getBytes(StandardCharsets.US_ASCII);
    boolean isOne = false;
    for (String hash : hashes) {
      isOne |= MessageDigest.isEqual(given, hash.getBytes(StandardCharsets.US_ASCII));
    }
    return isOne;
  }
}
