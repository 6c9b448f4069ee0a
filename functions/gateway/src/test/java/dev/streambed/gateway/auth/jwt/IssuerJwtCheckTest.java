package dev.streambed.gateway.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a token proves, and what not.
@Timeout(60)
class IssuerJwtCheckTest {

  private static final SigningKey RSA = SigningKey.rsa("rsa", JWSAlgorithm.RS256);
  private static final SigningKey OTHER = SigningKey.rsa("rsa", JWSAlgorithm.RS256);
  private static final SigningKey EC = SigningKey.ec("ec");
  private static final JwtResult BAD = new JwtResult.Invalid();
  private static final long FUZZ_SEED = 20261121;

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final LocalIssuer issuer = LocalIssuer.start();
  private final JwtCheck check = check("sub");

  @BeforeEach
  void publish() {
    issuer.publish(RSA.key(), EC.key());
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void takesTheSignaturesOfKeyPairs() {
    for (SigningKey signingKey :
        List.of(RSA, RSA.as(JWSAlgorithm.RS512), RSA.as(JWSAlgorithm.PS256), EC)) {
      assertThat(check.check(signingKey.sign(claims().build()))).isEqualTo(good());
    }
    assertThat(issuer.requests()).as("the configuration and the keys, once").isEqualTo(2);
  }

  @Test
  void takesAnAccessTokenAndOneWithoutAType() {
    JWSHeader typed = RSA.header().type(new JOSEObjectType("at+jwt")).build();
    assertThat(check.check(RSA.sign(claims().build(), typed))).isEqualTo(good());
    assertThat(check.check(RSA.sign(claims().build(), RSA.header().build()))).isEqualTo(good());
    JWSHeader foreign = RSA.header().type(new JOSEObjectType("secevent+jwt")).build();
    assertThat(check.check(RSA.sign(claims().build(), foreign))).isEqualTo(BAD);
  }

  @Test
  void refusesTheSignatureOfAnotherKey() {
    assertThat(check.check(OTHER.sign(claims().build()))).isEqualTo(BAD);
    JWSHeader brought = OTHER.header().jwk(OTHER.key().toPublicJWK()).build();
    assertThat(check.check(OTHER.sign(claims().build(), brought))).isEqualTo(BAD);
  }

  @Test
  void refusesATokenWithoutASignature() {
    assertThat(check.check(new PlainJWT(claims().build()).serialize())).isEqualTo(BAD);
    assertThat(check.check(new PlainJWT(claims().build()).serialize() + "c2ln")).isEqualTo(BAD);
  }

  @Test
  void refusesASecretThatIsThePublicKey() throws JOSEException {
    byte[] publicKey = ((RSAKey) RSA.key()).toPublicKey().getEncoded();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build();
    SignedJWT jwt = new SignedJWT(header, claims().build());
    jwt.sign(new MACSigner(publicKey));
    assertThat(check.check(jwt.serialize())).isEqualTo(BAD);
  }

  @Test
  void refusesWhatIsOverOrNotYetWithAMinutesLeeway() {
    Instant now = clock.instant();
    assertThat(check.check(RSA.sign(expiring(now.minusSeconds(59)))))
        .isInstanceOf(JwtResult.Valid.class);
    assertThat(check.check(RSA.sign(expiring(now.minusSeconds(60))))).isEqualTo(BAD);
    assertThat(check.check(RSA.sign(from(now.plusSeconds(59))))).isEqualTo(good());
    assertThat(check.check(RSA.sign(from(now.plusSeconds(61))))).isEqualTo(BAD);
    JWTClaimsSet endless = new JWTClaimsSet.Builder(claims().build()).expirationTime(null).build();
    assertThat(check.check(RSA.sign(endless))).isEqualTo(BAD);
  }

  @Test
  void refusesAnotherIssuersAndAnotherAudiences() {
    assertThat(check.check(RSA.sign(claims().issuer("https://elsewhere.example").build())))
        .isEqualTo(BAD);
    assertThat(check.check(RSA.sign(claims().issuer(issuer.address() + "/").build())))
        .isEqualTo(BAD);
    assertThat(check.check(RSA.sign(claims().issuer(null).build()))).isEqualTo(BAD);
    assertThat(check.check(RSA.sign(claims().audience("another").build()))).isEqualTo(BAD);
    assertThat(check.check(RSA.sign(claims().audience(List.of()).build()))).isEqualTo(BAD);
    assertThat(check.check(RSA.sign(claims().audience(List.of("another", "chat")).build())))
        .isEqualTo(good());
  }

  @Test
  void asksForNoKeysForWhatIsNotForUs() {
    check.check(RSA.sign(claims().audience("another").build()));
    check.check(RSA.sign(expiring(clock.instant().minusSeconds(60))));
    check.check(RSA.sign(claims().issuer("https://elsewhere.example").build()));
    check.check("eyJ9.eyJ9.c2ln");
    assertThat(issuer.requests()).isZero();
  }

  @Test
  void readsTheCustomerFromTheClaimThatItIsTold() {
    JwtCheck custom = check("custom:customer");
    assertThat(custom.check(RSA.sign(claims().claim("custom:customer", "globex").build())))
        .isEqualTo(new JwtResult.Valid(new CustomerId("globex"), until()));
    assertThat(custom.check(RSA.sign(claims().build()))).isEqualTo(BAD);
    for (Object strange : List.of("", 7, List.of("acme"), "x".repeat(2049))) {
      assertThat(custom.check(RSA.sign(claims().claim("custom:customer", strange).build())))
          .isEqualTo(BAD);
    }
  }

  @Test
  void survivesWhateverBecomesOfAToken() {
    Random random = new Random(FUZZ_SEED);
    String token = RSA.sign(claims().build());
    // Base64 can be written in more than one way; what is signed is the text itself.
    String signed = token.substring(0, token.lastIndexOf('.') + 1);
    for (int round = 0; round < 2000; round++) {
      StringBuilder changed = new StringBuilder(token);
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int at = random.nextInt(changed.length() - 1);
        switch (random.nextInt(3)) {
          case 0 -> changed.setCharAt(at, (char) random.nextInt('!', 127));
          case 1 -> changed.deleteCharAt(at);
          default -> changed.insert(at, changed.substring(0, random.nextInt(20)));
        }
      }
      assertThat(check.check(changed.toString()))
          .as("seed %d, round %d", FUZZ_SEED, round)
          .matches(finding ->
              finding.equals(BAD)
                  || (finding.equals(good()) && changed.toString().startsWith(signed)));
    }
  }

  private JwtCheck check(String claim) {
    return JwtCheck.of(new JwtIssuer(issuer.address(), "chat", claim), clock);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.address())
        .audience("chat")
        .subject("acme")
        .expirationTime(Date.from(clock.instant().plusSeconds(300)));
  }

  private JWTClaimsSet expiring(Instant at) {
    return claims().expirationTime(Date.from(at)).build();
  }

  private JWTClaimsSet from(Instant at) {
    return claims().notBeforeTime(Date.from(at)).build();
  }

  private JwtResult good() {
    return new JwtResult.Valid(new CustomerId("acme"), until());
  }

  private Instant until() {
    return clock.instant().plusSeconds(300).plus(Duration.ofSeconds(60));
  }
}
