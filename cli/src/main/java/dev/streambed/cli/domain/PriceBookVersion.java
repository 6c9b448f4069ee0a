package dev.streambed.cli.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// How a price book is named. Records name it for ever, so that a name never changes its meaning.
public final class PriceBookVersion {

  /// What a version looks like, as a sentence goes on with it.
  public static final String FORMAT =
      "1 to 64 letters, digits, '.', '_' or '-', and neither current, unpriced nor bundled…";

  /// Stands for the book that comes with the function.
  public static final String BUNDLED = "bundled";

  private static final Pattern FORM =
      Pattern.compile("(?!current$|unpriced$|bundled)[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int DIGITS = 12;

  private PriceBookVersion() {}

  /// Whether a team may name a book so.
  public static boolean isValid(String version) {
    return FORM.matcher(version).matches();
  }

  /// The name that a book has by what is in it: the same prices have the same name.
  ///
  /// @param json the book, as it is written
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
