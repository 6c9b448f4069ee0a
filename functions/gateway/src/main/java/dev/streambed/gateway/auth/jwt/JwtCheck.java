package dev.streambed.gateway.auth.jwt;

import java.time.InstantSource;

/// Finds out what a JSON Web Token proves. Thread-safe.
@FunctionalInterface
public interface JwtCheck {

  /// Checks one.
  ///
  /// @param token in the compact form, three parts with dots between
  JwtFinding check(String token);

  /// Takes no tokens.
  static JwtCheck none() {
    return _ -> new JwtFinding.Bad();
  }

  /// Takes tokens of this issuer. Loads nothing and asks nobody before the first.
  static JwtCheck of(JwtIssuer issuer, InstantSource clock) {
    return new LateJwtCheck(() -> IssuerJwtCheck.of(issuer, clock));
  }
}
