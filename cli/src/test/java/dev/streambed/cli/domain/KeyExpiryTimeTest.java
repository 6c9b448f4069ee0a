package dev.streambed.cli.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyExpiryTimeTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "45s, 2026-11-21T09:00:45Z",
    "30m, 2026-11-21T09:30:00Z",
    "12h, 2026-11-21T21:00:00Z",
    "90d, 2027-02-19T09:00:00Z",
    "2w, 2026-12-05T09:00:00Z",
    "2027-01-31, 2027-01-31T00:00:00Z",
    "2027-01-31T10:11:12Z, 2027-01-31T10:11:12Z"
  })
  void readsTimesFromNowDaysAndInstants(String text, Instant end) {
    assertThat(KeyExpiryTime.parse(text).orElseThrow().resolveAt(NOW)).contains(end);
  }

  @Test
  void readsNever() {
    assertThat(KeyExpiryTime.parse("never").orElseThrow().resolveAt(NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "d",
        "-1d",
        "1y",
        "1.5d",
        "9999999d",
        "2027-02-30",
        "2027-01-31T25:00:00Z"
      })
  void readsNothingElse(String text) {
    assertThat(KeyExpiryTime.parse(text)).isEmpty();
  }
}
