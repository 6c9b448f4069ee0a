package dev.streambed.cli.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A customer's key: `sb_` and 32 random bytes in base64url without padding. It exists here
/// between its making and its one line of output, and nowhere else.
public final class ApiKey {

  /// How many characters of a key people recognise it by.
  public static final int PREFIX_LENGTH = 11;

  private static final int RANDOM_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("sb_[A-Za-z0-9_-]{43}");
  private static final Pattern TOO_MUCH = Pattern.compile("(sb_[A-Za-z0-9_-]{8})[A-Za-z0-9_-]+");
  private static final Pattern PREFIX = Pattern.compile("sb_[A-Za-z0-9_-]{8}");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /// Makes a new one.
  ///
  /// @param random one that nobody can foretell
  public static ApiKey random(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiKey("sb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  public static boolean isWhole(String text) {
    return FORM.matcher(text).matches();
  }

  /// A sentence with no more of any key than people recognise it by.
  public static String redact(String sentence) {
    return TOO_MUCH.matcher(sentence).replaceAll("$1…");
  }

  static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  /// SHA-256 in lower-case hex, which the tables know a key by.
  public static String hashOf(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  public String hash() {
    return hashOf(secret);
  }

  public String prefix() {
    return secret.substring(0, PREFIX_LENGTH);
  }

  /// For the one line that shows it.
  public String reveal() {
    return secret;
  }

  /// Without the secret.
  @Override
  public String toString() {
    return prefix() + "…";
  }
}
