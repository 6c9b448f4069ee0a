package dev.streambed.local.iam;

import java.security.SecureRandom;
import java.util.Base64;

/// The credentials that the SDK in a function signs with.
///
/// @param accessKeyId starts with `ASIA`, as for temporary credentials
/// @param secretAccessKey the signing key
/// @param sessionToken must be sent with every request
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_BYTES = 30;
  private static final int TOKEN_BYTES = 48;

  /// New credentials, valid in this stack only.
  static Credentials random(SecureRandom random) {
    StringBuilder id = new StringBuilder("ASIA");
    random.ints(ID_LENGTH, 0, LETTERS.length()).mapToObj(LETTERS::charAt).forEach(id::append);
    return new Credentials(
        id.toString(), base64(random, SECRET_BYTES), "local" + base64(random, TOKEN_BYTES));
  }

  @Override
  public String toString() {
    return "Credentials[accessKeyId=" + accessKeyId + "]";
  }

  private static String base64(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
