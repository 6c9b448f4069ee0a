package dev.streambed.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupCacheTest {

  private static final int TOKENS_SEEN = 100_000;

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final Map<String, String> table = new HashMap<>();
  private int questions;
  private Duration answeringTakes = Duration.ZERO;
  private final LookupCache<String> lookupCache = new LookupCache<>(this::answer, clock);

  @Test
  void dropsWhatWasAskedForTheLongestTimeAgo() {
    fill("key ", LookupCache.CAPACITY);
    assertThat(asks("key 0")).isFalse();
    table.put("one more", "value");
    assertThat(asks("one more")).isTrue();
    assertThat(asks("key 0")).isFalse();
    assertThat(asks("key 1")).isTrue();
  }

  @Test
  void countsTheAgeFromWhenTheTableWasAsked() {
    table.put("key", "value");
    answeringTakes = LookupCache.FOUND.minusSeconds(1);
    lookupCache.find("key");
    answeringTakes = Duration.ZERO;
    assertThat(asks("key")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(asks("key")).isTrue();
  }

  @Test
  void losesNobodyHoweverManyStrangersAsk() {
    table.put("customer", "value");
    lookupCache.find("customer");
    for (int stranger = 0; stranger < TOKENS_SEEN; stranger++) {
      lookupCache.find("stranger " + stranger);
    }
    assertThat(asks("customer")).isFalse();
    assertThat(lookupCache.size()).isEqualTo(1 + LookupCache.CAPACITY);
  }

  @Test
  void keepsABoundedNumberOfAHundredThousandTokensOfEitherKind() {
    fill("key ", TOKENS_SEEN);
    for (int stranger = 0; stranger < TOKENS_SEEN; stranger++) {
      lookupCache.find("stranger " + stranger);
    }
    assertThat(lookupCache.size()).isEqualTo(2 * LookupCache.CAPACITY);
  }

  @Test
  void findsWhatWasNotThereHalfAMinuteAgo() {
    assertThat(lookupCache.find("key")).isEmpty();
    table.put("key", "value");
    assertThat(lookupCache.find("key")).isEmpty();
    clock.advance(LookupCache.ABSENT);
    assertThat(lookupCache.find("key")).contains("value");
  }

  private void fill(String prefix, int keys) {
    for (int key = 0; key < keys; key++) {
      table.put(prefix + key, "value");
      lookupCache.find(prefix + key);
    }
  }

  private boolean asks(String key) {
    int before = questions;
    lookupCache.find(key);
    return questions > before;
  }

  private Optional<String> answer(String key) {
    questions++;
    clock.advance(answeringTakes);
    return Optional.ofNullable(table.get(key));
  }
}
