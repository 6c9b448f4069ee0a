package dev.streambed.gateway.auth.jwt;

import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.domain.Lazy;
import java.time.InstantSource;

/// Checks JSON Web Tokens. Thread-safe.
@FunctionalInterface
public interface JwtCheck {

  /// Checks one.
  ///
  /// @param token in the compact form, three parts with dots between
  JwtResult check(String token);

  /// Accepts no JWT.
  static JwtCheck none() {
    return _ -> new JwtResult.Invalid();
  }

  /// Accepts JWTs of this issuer. Loads and fetches nothing before the first.
  static JwtCheck of(JwtIssuer issuer, InstantSource clock) {
    Lazy<JwtCheck> check = new Lazy<>(() -> IssuerJwtCheck.of(issuer, clock));
    return token -> check.get().check(token);
  }
}
