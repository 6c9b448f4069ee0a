package dev.streambed.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// One day of UTC, as a window of a limit.
record DayWindow(LocalDate day) {

  private static final int DAYS_KEPT = 2;

  static DayWindow of(Instant instant) {
    return new DayWindow(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /// The counter's sort key.
  String key() {
    return "DAY#" + day;
  }

  /// When the counter may be forgotten, as epoch seconds.
  long expiresAt() {
    return day.plusDays(1 + DAYS_KEPT).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  /// The time until the next window, in whole seconds and at least one.
  Duration untilNext(Instant now) {
    Instant next = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Duration.ofSeconds(
        Math.max(1, Duration.between(now, next).plusNanos(999_999_999).toSeconds()));
  }
}
