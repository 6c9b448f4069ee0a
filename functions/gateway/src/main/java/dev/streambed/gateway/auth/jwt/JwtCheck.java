package dev.streambed.gateway.auth.jwt;

import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.domain.Lazy;
import java.time.InstantSource;

/// Finds out what a JSON Web Token proves. Thread-safe.
@FunctionalInterface
public interface JwtCheck {

  /// Checks one.
  ///
  /// @param token in the compact form, three parts with dots between
  JwtResult check(String token);

  /// Takes no tokens.
  static JwtCheck none() {
    return _ -> new JwtResult.Invalid();
  }

  /// Takes tokens of this issuer. Loads nothing and asks nobody before the first.
  static JwtCheck of(JwtIssuer issuer, InstantSource clock) {
    Lazy<JwtCheck> check = new Lazy<>(() -> IssuerJwtCheck.of(issuer, clock));
    return token -> check.get().check(token);
  }
}
