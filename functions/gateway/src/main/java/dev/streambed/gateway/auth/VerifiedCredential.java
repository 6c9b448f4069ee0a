package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;
import java.util.Optional;

/// A verified credential without its secret: enough to identify the caller again.
public sealed interface VerifiedCredential {

  /// A customer's own API key.
  ///
  /// @param hash SHA-256 of the key, in lower-case hex
  record Key(String hash) implements VerifiedCredential {}

  /// A browser key.
  ///
  /// @param hash SHA-256 of the key, in lower-case hex
  record BrowserKey(String hash) implements VerifiedCredential {}

  /// A JSON Web Token.
  ///
  /// @param expiresAt when the token stops being valid
  record Jwt(CustomerId customer, Instant expiresAt) implements VerifiedCredential {}

  /// The text form that is stored with a connection.
  default String toText() {
    return switch (this) {
      case Key(String hash) -> "key#" + hash;
      case BrowserKey(String hash) -> "browser#" + hash;
      case Jwt(CustomerId(String customer), Instant until) ->
          "jwt#" + until.getEpochSecond() + "#" + customer;
    };
  }

  /// Reads what [#toText] wrote.
  static Optional<VerifiedCredential> parse(String text) {
    String[] parts = text.split("#", 3);
    if (parts.length == 2) {
      return ofKey(parts[0], parts[1]);
    }
    return parts.length == 3 && parts[0].equals("jwt") && parts[1].matches("[0-9]{1,11}")
        ? Optional.of(jwt(parts[1], parts[2]))
        : Optional.empty();
  }

  private static Optional<VerifiedCredential> ofKey(String kind, String hash) {
    return switch (kind) {
      case "key" -> Optional.of(new Key(hash));
      case "browser" -> Optional.of(new BrowserKey(hash));
      default -> Optional.empty();
    };
  }

  private static VerifiedCredential jwt(String seconds, String customer) {
    Instant until = Instant.ofEpochSecond(Long.parseLong(seconds));
    return new Jwt(new CustomerId(customer), until);
  }
}
