package dev.streambed.gateway.domain;

import java.time.Instant;
import java.util.Optional;

/// A newly issued browser key. Its secret is known only now.
///
/// @param expiresAt when the key stops being valid
/// @param origin the only web origin that may use the key; empty for any
public record IssuedKey(String secret, Instant expiresAt, Optional<String> origin) {

  /// Omits the secret.
  @Override
  public String toString() {
    return "IssuedToken[expiresAt=" + expiresAt + ", origin=" + origin + "]";
  }
}
