package dev.streambed.cli.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The secret of an API key: `sb_` and 32 random bytes in base64url without padding. It exists only
/// from its creation until it is printed; the table holds its hash.
public final class ApiKey {

  /// The length of the prefix that identifies a key to people.
  public static final int PREFIX_LENGTH = 11;

  private static final int RANDOM_BYTES = 32;
  private static final Pattern WHOLE = Pattern.compile("sb_[A-Za-z0-9_-]{43}");
  private static final Pattern PREFIX = Pattern.compile("sb_[A-Za-z0-9_-]{8}");
  private static final Pattern MORE_THAN_PREFIX =
      Pattern.compile("(sb_[A-Za-z0-9_-]{8})[A-Za-z0-9_-]+");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /// A key to be issued.
  ///
  /// @param expiresAt absent: never
  /// @param label a name for people
  /// @param maxTokensReserved the most output tokens that a request with it reserves; absent: as
  ///   its customer's do
  public record New(
      ApiKey apiKey,
      CustomerId customer,
      Optional<Instant> expiresAt,
      Optional<String> label,
      Optional<Long> maxTokensReserved) {

    /// A key that never expires and has nothing of its own.
    public New(ApiKey apiKey, CustomerId customer) {
      this(apiKey, customer, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// How a person names a key: by its prefix, as lists show it, or by the whole key.
  public sealed interface Reference {

    record ByPrefix(String prefix) implements Reference {}

    /// By the hash of the whole key. The key itself is not kept.
    record ByHash(String hash) implements Reference {}

    /// The key in messages.
    default String displayName() {
      return switch (this) {
        case ByPrefix(String prefix) -> prefix;
        case ByHash _ -> "this key";
      };
    }

    /// Parses a prefix or a whole key.
    static Optional<Reference> parse(String text) {
      if (isWhole(text)) {
        return Optional.of(new ByHash(hashOf(text)));
      }
      return PREFIX.matcher(text).matches() ? Optional.of(new ByPrefix(text)) : Optional.empty();
    }
  }

  /// Generates a key.
  ///
  /// @param random cryptographically strong
  public static ApiKey random(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new ApiKey("sb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  public static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  /// Shortens every key in a sentence to its prefix.
  public static String redact(String sentence) {
    return MORE_THAN_PREFIX.matcher(sentence).replaceAll("$1…");
  }

  /// SHA-256 in lower-case hex, the partition key of the table.
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

  /// The secret, to be printed once.
  public String reveal() {
    return secret;
  }

  /// Without the secret.
  @Override
  public String toString() {
    return prefix() + "…";
  }
}
