package dev.streambed.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// The length of a window. Minutes, days and months are in UTC.
///
/// A counter is kept for a while after its window, for late settlements and for functions with slow
/// clocks.
enum WindowLength {
  MINUTE("m", Duration.ZERO, Duration.ofMinutes(2)) {
    @Override
    long numberAt(Instant instant) {
      return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    @Override
    Instant startOf(long number) {
      return Instant.ofEpochSecond(number * SECONDS);
    }

    @Override
    long after(long number) {
      return number + 1;
    }
  },
  DAY("d", Duration.ZERO, Duration.ofDays(1)) {
    @Override
    long numberAt(Instant instant) {
      return LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay();
    }

    @Override
    Instant startOf(long number) {
      return midnight(LocalDate.ofEpochDay(number));
    }

    @Override
    long after(long number) {
      return number + 1;
    }
  },
  /// Numbered like a date: 202611.
  MONTH("M", Duration.ofDays(1), Duration.ofDays(2)) {
    @Override
    long numberAt(Instant instant) {
      return number(YearMonth.from(instant.atOffset(ZoneOffset.UTC)));
    }

    @Override
    Instant startOf(long number) {
      return midnight(month(number).atDay(1));
    }

    @Override
    long after(long number) {
      return number(month(number).plusMonths(1));
    }
  };

  private static final long SECONDS = 60;
  private static final int HUNDRED = 100;

  private final String prefix;
  private final Duration settleableFor;
  private final Duration keptFor;

  WindowLength(String prefix, Duration settledFor, Duration keptFor) {
    this.prefix = prefix;
    this.settleableFor = settledFor;
    this.keptFor = keptFor;
  }

  abstract long numberAt(Instant instant);

  abstract Instant startOf(long number);

  abstract long after(long number);

  String prefix() {
    return prefix;
  }

  /// How long after its end a window's counters can be corrected.
  Duration settleableFor() {
    return settleableFor;
  }

  /// How long after its end a window's counters are kept. Longer than they can be corrected, so
  /// that nothing is added to a removed counter.
  Duration keptFor() {
    return keptFor;
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The month with this number, for [#MONTH].
  static YearMonth month(long number) {
    return YearMonth.of((int) number / HUNDRED, (int) number % HUNDRED);
  }

  private static long number(YearMonth month) {
    return (long) month.getYear() * HUNDRED + month.getMonthValue();
  }
}
