package dev.streambed.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.TestClock;
import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.RequestLimit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallerCacheTest {

  private static final CustomerId ID = new CustomerId("acme");
  private static final Caller CALLER =
      new Caller(
          new ApiKey(ID, ApiKey.Status.ACTIVE, Instant.MAX),
          new Customer(ID, new RequestLimit.ByDefault(), new AllowedModels.Every()),
          true);

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final CallerCache cache = new CallerCache(clock);

  @Test
  void dropsTheCallerThatWasAskedForTheLongestTimeAgo() {
    for (int number = 0; number < CallerCache.CAPACITY; number++) {
      cache.put("key " + number, CALLER, clock.instant());
    }
    assertThat(cache.get("key 0")).isPresent();
    cache.put("one more", CALLER, clock.instant());
    assertThat(cache.get("key 0")).isPresent();
    assertThat(cache.get("key 1")).isEmpty();
    assertThat(cache.get("one more")).isPresent();
  }

  @Test
  void countsTheAgeFromWhenTheTablesWereAsked() {
    Instant asked = clock.instant();
    clock.advance(CallerCache.LIFETIME.minusSeconds(1));
    cache.put("key", CALLER, asked);
    assertThat(cache.get("key")).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(cache.get("key")).isEmpty();
  }
}
