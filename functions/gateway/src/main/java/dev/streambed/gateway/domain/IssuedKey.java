package dev.streambed.gateway.domain;

import java.time.Instant;
import java.util.Optional;

/// A browser key that was just issued: the only time at which its secret is known.
///
/// @param expiresAt refused from then on
/// @param origin of the only pages that may use it; empty: any
public record IssuedKey(String secret, Instant expiresAt, Optional<String> origin) {

  /// Without the secret.
  @Override
  public String toString() {
    return "IssuedToken[expiresAt=" + expiresAt + ", origin=" + origin + "]";
  }
}
