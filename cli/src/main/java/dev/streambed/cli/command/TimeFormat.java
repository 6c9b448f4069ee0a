package dev.streambed.cli.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How times are shown: UTC, ISO.
final class TimeFormat {

  private static final int DAY_LENGTH = "yyyy-MM-dd".length();

  private TimeFormat() {}

  /// The day of an ISO instant.
  static String day(String instant) {
    return instant.substring(0, Math.min(DAY_LENGTH, instant.length()));
  }

  /// To the second.
  static String second(Instant instant) {
    return instant.equals(Instant.MAX) || instant.equals(Instant.MIN)
        ? "unreadable"
        : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String secondOrNever(Optional<Instant> instant) {
    return instant.map(TimeFormat::second).orElse("never");
  }
}
