package dev.streambed.gateway.auth.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The issuer's public keys. Thread-safe.
final class IssuerKeys implements JWKSource<SecurityContext> {

  static final Duration LIFETIME = Duration.ofMinutes(10);
  static final Duration LIFETIME_IN_AN_OUTAGE = Duration.ofHours(1);
  static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(60);
  static final Duration BETWEEN_FIRST_QUESTIONS = Duration.ofSeconds(5);

  /// Gets the keys from the issuer.
  @FunctionalInterface
  interface Origin {
    JWKSet fetch() throws IOException;
  }

  private record Keys(JWKSet set, Instant since) {}

  private final Origin origin;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Keys keys;
  private volatile Instant nextQuestion = Instant.MIN;

  IssuerKeys(Origin origin, InstantSource clock) {
    this.origin = origin;
    this.clock = clock;
  }

  static IssuerKeys of(JwtIssuer issuer, InstantSource clock) {
    return new IssuerKeys(new Discovery(issuer.issuer(), new HttpDocuments()), clock);
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    List<JWK> matching = selector.select(usable(current()));
    // An unknown key may be a new one.
    return matching.isEmpty() ? selector.select(usable(renewed(keys))) : matching;
  }

  private @Nullable Keys current() {
    Keys known = keys;
    return known != null && isYounger(known, LIFETIME) ? known : renewed(known);
  }

  private JWKSet usable(@Nullable Keys known) throws KeySourceException {
    if (known == null || !isYounger(known, LIFETIME_IN_AN_OUTAGE)) {
      throw new KeySourceException("no keys");
    }
    return known.set();
  }

  /// One asks; whoever has keys does not wait for it.
  private @Nullable Keys renewed(@Nullable Keys known) {
    if (known == null) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return known;
    }
    try {
      if (!clock.instant().isBefore(nextQuestion)) {
        ask();
      }
      return keys;
    } finally {
      asking.unlock();
    }
  }

  private void ask() {
    try {
      Instant since = clock.instant();
      keys = new Keys(origin.fetch(), since);
    } catch (IOException _) {
      // What we have stays; how long is decided by its age.
    }
    nextQuestion = clock.instant().plus(keys == null ? BETWEEN_FIRST_QUESTIONS : BETWEEN_QUESTIONS);
  }

  private boolean isYounger(Keys known, Duration age) {
    return clock.instant().isBefore(known.since().plus(age));
  }
}
