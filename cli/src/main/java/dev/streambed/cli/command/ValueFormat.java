package dev.streambed.cli.command;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Formats times, in UTC as ISO 8601 writes them, and amounts of money.
final class ValueFormat {

  private static final int DAY_LENGTH = "yyyy-MM-dd".length();
  private static final int NANO = 9;
  private static final int CENTS = 2;

  private ValueFormat() {}

  /// The day of an ISO instant.
  static String day(String instant) {
    return instant.substring(0, Math.min(DAY_LENGTH, instant.length()));
  }

  /// Without fractions of a second.
  static String second(Instant instant) {
    return instant.equals(Instant.MAX) || instant.equals(Instant.MIN)
        ? "unreadable"
        : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String secondOrNever(Optional<Instant> instant) {
    return instant.map(ValueFormat::second).orElse("never");
  }

  /// Exact dollars, with two decimals or as many as there are.
  static String dollars(BigInteger nanoUsd) {
    BigDecimal dollars = new BigDecimal(nanoUsd, NANO).stripTrailingZeros();
    return dollars.setScale(Math.max(CENTS, dollars.scale())).toPlainString();
  }
}
