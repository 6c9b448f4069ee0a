package dev.streambed.gateway.auth.jwt;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;

/// What a JSON Web Token proves.
public sealed interface JwtResult {

  /// It is the issuer's, for us, and names a customer.
  ///
  /// @param expiresAt refused from then on; the leeway for clocks is in it
  record Valid(CustomerId customer, Instant expiresAt) implements JwtResult {}

  /// Nothing.
  record Invalid() implements JwtResult {}

  /// There is no telling: the issuer's keys cannot be had.
  ///
  /// @param cause for the log
  record Unverifiable(String cause) implements JwtResult {}
}
