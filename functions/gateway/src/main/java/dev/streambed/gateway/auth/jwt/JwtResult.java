package dev.streambed.gateway.auth.jwt;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;

/// The result of checking a JSON Web Token.
public sealed interface JwtResult {

  /// The token was issued by the issuer for this audience, and names a customer.
  ///
  /// @param expiresAt when the token stops being valid, including the leeway for clocks
  record Valid(CustomerId customer, Instant expiresAt) implements JwtResult {}

  /// The token is not valid.
  record Invalid() implements JwtResult {}

  /// The token cannot be checked, because the issuer's keys are not available.
  ///
  /// @param cause for the log
  record Unverifiable(String cause) implements JwtResult {}
}
