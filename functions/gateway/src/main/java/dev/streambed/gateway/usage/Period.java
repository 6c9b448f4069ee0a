package dev.streambed.gateway.usage;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// A period of time, in UTC.
///
/// @param from its first instant
/// @param to the first instant after it
record Period(Instant from, Instant to) {

  Period {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from is not before to: " + from + ", " + to);
    }
  }

  /// The months that the period touches, in order.
  List<YearMonth> months() {
    YearMonth last = monthOf(to.minusNanos(1));
    return Stream.iterate(
            monthOf(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
        .toList();
  }

  private static YearMonth monthOf(Instant instant) {
    return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
  }
}
