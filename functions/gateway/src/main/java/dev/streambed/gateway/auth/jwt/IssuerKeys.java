package dev.streambed.gateway.auth.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.streambed.gateway.config.JwtIssuer;
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
  static final Duration FETCH_INTERVAL = Duration.ofSeconds(60);
  static final Duration FETCH_INTERVAL_WITHOUT_KEYS = Duration.ofSeconds(5);

  /// Fetches the key set from the issuer.
  @FunctionalInterface
  interface KeySetFetcher {
    JWKSet fetch() throws IOException;
  }

  private record Keys(JWKSet set, Instant since) {}

  private final KeySetFetcher keySetFetcher;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Keys keys;
  private volatile Instant nextFetchAt = Instant.MIN;

  IssuerKeys(KeySetFetcher keySetFetcher, InstantSource clock) {
    this.keySetFetcher = keySetFetcher;
    this.clock = clock;
  }

  static IssuerKeys of(JwtIssuer issuer, InstantSource clock) {
    return new IssuerKeys(new OpenIdDiscovery(issuer.issuer(), new HttpDocumentReader()), clock);
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

  /// One thread fetches the keys; threads that already have keys do not wait for it.
  private @Nullable Keys renewed(@Nullable Keys known) {
    if (known == null) {
      fetching.lock();
    } else if (!fetching.tryLock()) {
      return known;
    }
    try {
      if (!clock.instant().isBefore(nextFetchAt)) {
        fetch();
      }
      return keys;
    } finally {
      fetching.unlock();
    }
  }

  private void fetch() {
    try {
      Instant since = clock.instant();
      keys = new Keys(keySetFetcher.fetch(), since);
    } catch (IOException _) {
      // The known keys stay in use until they are too old.
    }
    nextFetchAt = clock.instant().plus(keys == null ? FETCH_INTERVAL_WITHOUT_KEYS : FETCH_INTERVAL);
  }

  private boolean isYounger(Keys known, Duration age) {
    return clock.instant().isBefore(known.since().plus(age));
  }
}
