package dev.streambed.gateway.auth.jwt;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.streambed.gateway.config.JwtIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies issuer, audience, times and the customer's claim, against the local clock.
final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {

  /// The tolerated difference between the issuer's clock and the local one.
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private final InstantSource clock;

  ClaimsVerifier(JwtIssuer issuer, InstantSource clock) {
    super(
        issuer.audience(),
        new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
        Set.of(JWTClaimNames.EXPIRATION_TIME, issuer.customerClaim()));
    this.clock = clock;
    setMaxClockSkew(Math.toIntExact(LEEWAY.toSeconds()));
  }

  // The library accepts a required claim whose value is null.
  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    super.verify(claims, context);
    if (claims.getExpirationTime() == null) {
      throw new BadJWTException("no exp");
    }
  }

  /// When the token stops being valid, including the leeway.
  Instant expiresAt(JWTClaimsSet claims) {
    return claims.getExpirationTime().toInstant().plus(LEEWAY);
  }

  @Override
  protected Date currentTime() {
    return Date.from(clock.instant());
  }
}
