package dev.streambed.gateway.auth.jwt;

import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.domain.Lazy;
import java.time.InstantSource;

/// Checks JSON Web Tokens. Thread-safe.
@FunctionalInterface
public interface JwtCheck {

  /// Checks a token.
  ///
  /// @param token the compact form: three parts, separated by dots
  JwtResult check(String token);

  /// Accepts no token.
  static JwtCheck none() {
    return _ -> new JwtResult.Invalid();
  }

  /// Accepts tokens of this issuer. Loads and fetches nothing before the first token.
  static JwtCheck of(JwtIssuer issuer, InstantSource clock) {
    Lazy<JwtCheck> check = new Lazy<>(() -> IssuerJwtCheck.of(issuer, clock));
    return token -> check.get().check(token);
  }
}
