package dev.streambed.gateway.auth.jwt;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.ES384;
import static com.nimbusds.jose.JWSAlgorithm.ES512;
import static com.nimbusds.jose.JWSAlgorithm.PS256;
import static com.nimbusds.jose.JWSAlgorithm.PS384;
import static com.nimbusds.jose.JWSAlgorithm.PS512;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static com.nimbusds.jose.JWSAlgorithm.RS384;
import static com.nimbusds.jose.JWSAlgorithm.RS512;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.domain.CustomerId;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks JSON Web Tokens of one issuer. Thread-safe.
final class IssuerJwtCheck implements JwtCheck {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512);

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  /// DynamoDB's limit for partition keys.
  private static final int MOST_BYTES_OF_A_KEY = 2048;

  private static final @Nullable SecurityContext NO_CONTEXT = null;

  private final String customerClaim;
  private final ClaimsVerifier claims;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  IssuerJwtCheck(JwtIssuer issuer, JWKSource<SecurityContext> keys, InstantSource clock) {
    this.customerClaim = issuer.customerClaim();
    this.claims = new ClaimsVerifier(issuer, clock);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(claims);
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
  }

  /// The only entry point for classes that are loaded before the library.
  static JwtCheck of(JwtIssuer issuer, InstantSource clock) {
    return new IssuerJwtCheck(issuer, IssuerKeys.of(issuer, clock), clock);
  }

  @Override
  public JwtResult check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      // Checked before the signature: a token for another audience must not cause a lookup of keys.
      claims.verify(jwt.getJWTClaimsSet(), NO_CONTEXT);
      return named(processor.process(jwt, NO_CONTEXT));
    } catch (KeySourceException e) {
      return new JwtResult.Unverifiable("IssuerKeys");
    } catch (ParseException | BadJOSEException | JOSEException _) {
      return new JwtResult.Invalid();
    }
  }

  private JwtResult named(JWTClaimsSet proven) throws ParseException {
    String customer = Objects.requireNonNullElse(proven.getStringClaim(customerClaim), "");
    boolean isKey = !customer.isEmpty() && bytes(customer) <= MOST_BYTES_OF_A_KEY;
    return isKey
        ? new JwtResult.Valid(new CustomerId(customer), claims.expiresAt(proven))
        : new JwtResult.Invalid();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
