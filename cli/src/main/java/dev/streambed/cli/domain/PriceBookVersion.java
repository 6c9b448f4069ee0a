package dev.streambed.cli.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The version of a price book. Usage records refer to it, so that a version never changes its
/// prices.
public final class PriceBookVersion {

  /// The valid versions, for messages.
  public static final String FORMAT =
      "1 to 64 letters, digits, '.', '_' or '-', and neither current, unpriced nor bundled…";

  /// Selects the book bundled with the function.
  public static final String BUNDLED = "bundled";

  private static final Pattern FORM =
      Pattern.compile("(?!current$|unpriced$|bundled)[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int DIGITS = 12;

  private PriceBookVersion() {}

  /// Whether a stored book may have this version.
  public static boolean isValid(String version) {
    return FORM.matcher(version).matches();
  }

  /// The version derived from the content of a book: the same prices get the same version.
  public static String ofContent(String json) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return "book-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
