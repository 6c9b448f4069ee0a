package dev.streambed.gateway.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import dev.streambed.gateway.config.JwtIssuer;
import dev.streambed.gateway.fixture.TestClock;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When keys are fetched from the issuer, and which are accepted.
@Timeout(60)
class IssuerKeysTest {

  private static final SigningKey FIRST = SigningKey.rsa("first", JWSAlgorithm.RS256);
  private static final SigningKey SECOND = SigningKey.rsa("second", JWSAlgorithm.RS256);

  private static final int ONE_QUESTION = 2;

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final LocalIssuer issuer = LocalIssuer.start();
  private final JwtCheck check = JwtCheck.of(new JwtIssuer(issuer.address(), "chat", "sub"), clock);

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void findsAKeyThatIsNew() {
    issuer.publish(FIRST.key());
    assertThat(findingOf(FIRST)).isInstanceOf(JwtResult.Valid.class);
    clock.advance(IssuerKeys.FETCH_INTERVAL);
    issuer.publish(FIRST.key(), SECOND.key());
    assertThat(findingOf(SECOND)).isInstanceOf(JwtResult.Valid.class);
  }

  @Test
  void forgetsAKeyThatWasTakenBack() {
    issuer.publish(FIRST.key());
    findingOf(FIRST);
    issuer.publish(SECOND.key());
    clock.advance(IssuerKeys.LIFETIME);
    assertThat(findingOf(FIRST)).isInstanceOf(JwtResult.Invalid.class);
  }

  @Test
  void asksOnceAMinuteHoweverManyTokensBearUnknownKeys() {
    issuer.publish(FIRST.key());
    for (int second = 0; second < 59; second++) {
      assertThat(findingOf(SECOND)).isInstanceOf(JwtResult.Invalid.class);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(issuer.requests()).isEqualTo(ONE_QUESTION);
    clock.advance(Duration.ofSeconds(1));
    findingOf(SECOND);
    findingOf(SECOND);
    assertThat(issuer.requests()).isEqualTo(2 * ONE_QUESTION);
  }

  @Test
  void keepsItsKeysForAnHourWhenTheIssuerIsAway() {
    issuer.publish(FIRST.key());
    findingOf(FIRST);
    issuer.answerForKeys(exchange -> LocalIssuer.send(exchange, 500, "out of order"));
    clock.advance(Duration.ofMinutes(59));
    assertThat(findingOf(FIRST)).isInstanceOf(JwtResult.Valid.class);
    clock.advance(Duration.ofMinutes(1));
    assertThat(findingOf(FIRST)).isEqualTo(new JwtResult.Unverifiable("IssuerKeys"));
  }

  @Test
  void asksEveryFiveSecondsUntilThereAreAnyKeys() {
    issuer.answerForKeys(exchange -> LocalIssuer.send(exchange, 503, ""));
    assertThat(findingOf(FIRST)).isEqualTo(new JwtResult.Unverifiable("IssuerKeys"));
    findingOf(FIRST);
    assertThat(issuer.requests()).isEqualTo(ONE_QUESTION);
    issuer.publish(FIRST.key());
    clock.advance(IssuerKeys.FETCH_INTERVAL_WITHOUT_KEYS);
    assertThat(findingOf(FIRST)).isInstanceOf(JwtResult.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "not json",
        "{\"issuer\":\"https://elsewhere.example\",\"jwks_uri\":\"HERE/keys\"}",
        "{\"issuer\":\"HERE\"}",
        "{\"issuer\":\"HERE\",\"jwks_uri\":\"http://elsewhere.example/keys\"}",
        "{\"issuer\":\"HERE\",\"jwks_uri\":\"http://localhost/keys\"}",
        "{\"issuer\":\"HERE\",\"jwks_uri\":\"file:///etc/passwd\"}",
        "{\"issuer\":\"HERE\",\"jwks_uri\":\"/keys\"}",
        "{\"issuer\":\"HERE\",\"jwks_uri\":\"https:// \"}"
      })
  void takesNoConfigurationThatIsNotTheIssuers(String configuration) {
    issuer.publish(FIRST.key());
    issuer.configure(configuration.replace("HERE", issuer.address()));
    assertThat(findingOf(FIRST)).isEqualTo(new JwtResult.Unverifiable("IssuerKeys"));
    assertThat(issuer.requests()).isEqualTo(1);
  }

  @Test
  void takesNoKeysThatAreTooLarge() {
    issuer.answerForKeys(
        exchange -> LocalIssuer.send(exchange, 200, " ".repeat(HttpDocumentReader.MOST_BYTES + 1)));
    assertThat(findingOf(FIRST)).isEqualTo(new JwtResult.Unverifiable("IssuerKeys"));
  }

  @Test
  void waitsForNoIssuerThatDripsItsKeys() {
    issuer.answerForKeys(IssuerKeysTest::drip);
    assertThat(findingOf(FIRST)).isEqualTo(new JwtResult.Unverifiable("IssuerKeys"));
  }

  @Test
  void followsNoRedirection() {
    issuer.publish(FIRST.key());
    issuer.answerForKeys(exchange -> {
      exchange.getResponseHeaders().set("location", "/keys");
      LocalIssuer.send(exchange, 302, "");
    });
    assertThat(findingOf(FIRST)).isEqualTo(new JwtResult.Unverifiable("IssuerKeys"));
    assertThat(issuer.requests()).isEqualTo(ONE_QUESTION);
  }

  private JwtResult findingOf(SigningKey signingKey) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.address())
            .audience("chat")
            .subject("acme")
            .expirationTime(Date.from(clock.instant().plusSeconds(300)))
            .build();
    return check.check(signingKey.sign(claims));
  }

  // Each byte arrives in time, but all of them would take a minute.
  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int second = 0; second < 60; second++) {
        out.write(' ');
        out.flush();
        Thread.sleep(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
