package dev.streambed.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupsTest {

  private static final int TOKENS_SEEN = 100_000;

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final Map<String, String> table = new HashMap<>();
  private int questions;
  private Duration answeringTakes = Duration.ZERO;
  private final Lookups<String> lookups = new Lookups<>(this::answer, clock);

  @Test
  void dropsWhatWasAskedForTheLongestTimeAgo() {
    fill("key ", Lookups.CAPACITY);
    assertThat(asks("key 0")).isFalse();
    table.put("one more", "value");
    assertThat(asks("one more")).isTrue();
    assertThat(asks("key 0")).isFalse();
    assertThat(asks("key 1")).isTrue();
  }

  @Test
  void countsTheAgeFromWhenTheTableWasAsked() {
    table.put("key", "value");
    answeringTakes = Lookups.FOUND.minusSeconds(1);
    lookups.find("key");
    answeringTakes = Duration.ZERO;
    assertThat(asks("key")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(asks("key")).isTrue();
  }

  @Test
  void losesNobodyHoweverManyStrangersAsk() {
    table.put("customer", "value");
    lookups.find("customer");
    for (int stranger = 0; stranger < TOKENS_SEEN; stranger++) {
      lookups.find("stranger " + stranger);
    }
    assertThat(asks("customer")).isFalse();
    assertThat(lookups.size()).isEqualTo(1 + Lookups.CAPACITY);
  }

  @Test
  void keepsABoundedNumberOfAHundredThousandTokensOfEitherKind() {
    fill("key ", TOKENS_SEEN);
    for (int stranger = 0; stranger < TOKENS_SEEN; stranger++) {
      lookups.find("stranger " + stranger);
    }
    assertThat(lookups.size()).isEqualTo(2 * Lookups.CAPACITY);
  }

  @Test
  void findsWhatWasNotThereHalfAMinuteAgo() {
    assertThat(lookups.find("key")).isEmpty();
    table.put("key", "value");
    assertThat(lookups.find("key")).isEmpty();
    clock.advance(Lookups.ABSENT);
    assertThat(lookups.find("key")).contains("value");
  }

  private void fill(String prefix, int keys) {
    for (int key = 0; key < keys; key++) {
      table.put(prefix + key, "value");
      lookups.find(prefix + key);
    }
  }

  private boolean asks(String key) {
    int before = questions;
    lookups.find(key);
    return questions > before;
  }

  private Optional<String> answer(String key) {
    questions++;
    clock.advance(answeringTakes);
    return Optional.ofNullable(table.get(key));
  }
}
