package dev.streambed.gateway.auth.jwt;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;

/// What a JSON Web Token proves.
public sealed interface JwtFinding {

  /// It is the issuer's, for us, and names a customer.
  ///
  /// @param until refused from then on; the leeway for clocks is in it
  record Good(CustomerId customer, Instant until) implements JwtFinding {}

  /// Nothing.
  record Bad() implements JwtFinding {}

  /// There is no telling: the issuer's keys cannot be had.
  ///
  /// @param cause for the log
  record Unknown(String cause) implements JwtFinding {}
}
