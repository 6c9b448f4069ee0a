package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;
import java.util.Optional;

/// What a caller proved itself by, without the secret: enough to be recognised again by.
public sealed interface Pass {

  /// A customer's own token.
  ///
  /// @param hash SHA-256 of it, in lower-case hex
  record Key(String hash) implements Pass {}

  /// A token that was issued to a web page.
  ///
  /// @param hash SHA-256 of it, in lower-case hex
  record BrowserKey(String hash) implements Pass {}

  /// A JSON Web Token.
  ///
  /// @param until refused from then on
  record Jwt(CustomerId customer, Instant until) implements Pass {}

  /// The form in which it can be kept beside a connection.
  default String text() {
    return switch (this) {
      case Key(String hash) -> "key#" + hash;
      case BrowserKey(String hash) -> "browser#" + hash;
      case Jwt(CustomerId(String customer), Instant until) ->
          "jwt#" + until.getEpochSecond() + "#" + customer;
    };
  }

  /// Reads what [#text] wrote.
  static Optional<Pass> of(String text) {
    String[] parts = text.split("#", 3);
    if (parts.length == 2) {
      return ofKey(parts[0], parts[1]);
    }
    return parts.length == 3 && parts[0].equals("jwt") && parts[1].matches("[0-9]{1,11}")
        ? Optional.of(jwt(parts[1], parts[2]))
        : Optional.empty();
  }

  private static Optional<Pass> ofKey(String kind, String hash) {
    return switch (kind) {
      case "key" -> Optional.of(new Key(hash));
      case "browser" -> Optional.of(new BrowserKey(hash));
      default -> Optional.empty();
    };
  }

  private static Pass jwt(String seconds, String customer) {
    Instant until = Instant.ofEpochSecond(Long.parseLong(seconds));
    return new Jwt(new CustomerId(customer), until);
  }
}
