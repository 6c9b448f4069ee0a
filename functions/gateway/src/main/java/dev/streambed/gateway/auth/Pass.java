package dev.streambed.gateway.auth;

import java.util.Optional;

/// What a caller proved itself by, without the secret: enough to be recognised again by.
public sealed interface Pass {

  /// A customer's own token.
  ///
  /// @param hash SHA-256 of it, in lower-case hex
  record Key(String hash) implements Pass {}

  /// The form in which it can be kept beside a connection.
  default String text() {
    return switch (this) {
      case Key(String hash) -> "key#" + hash;
    };
  }

  /// Reads what [#text] wrote.
  static Optional<Pass> of(String text) {
    String[] parts = text.split("#", 2);
    return parts.length == 2 && parts[0].equals("key")
        ? Optional.of(new Key(parts[1]))
        : Optional.empty();
  }
}
