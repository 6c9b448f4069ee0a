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

/// Issuer, audience, time and the customer's claim, by our clock.
final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {

  /// How far the issuer's clock and ours may be apart.
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

  // A claim that is there and null passes for one that is there.
  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    super.verify(claims, context);
    if (claims.getExpirationTime() == null) {
      throw new BadJWTException("no exp");
    }
  }

  /// When these claims are no longer good.
  Instant expiresAt(JWTClaimsSet claims) {
    return claims.getExpirationTime().toInstant().plus(LEEWAY);
  }

  @Override
  protected Date currentTime() {
    return Date.from(clock.instant());
  }
}
