package dev.streambed.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One minute, day or month, and what its counters are called. Each window has attributes of its
/// own, so that none is ever reset.
record Window(Span span, long number) {

  private static final Pattern COUNTER = Pattern.compile("([mdM])([0-9]{1,12})[rtc]");

  static Window at(Instant instant, Span span) {
    return new Window(span, span.numberAt(instant));
  }

  /// The window of a counter; none when the attribute is no counter of a window.
  static Optional<Window> named(String attribute) {
    Matcher matcher = COUNTER.matcher(attribute);
    return matcher.matches()
        ? Optional.of(new Window(span(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  String requests() {
    return span.prefix() + number + "r";
  }

  String tokens() {
    return span.prefix() + number + "t";
  }

  String nanoDollars() {
    return span.prefix() + number + "c";
  }

  /// The time until the next window, in whole seconds and at least one.
  Duration left(Instant now) {
    Duration left = Duration.between(now, end());
    return Duration.ofSeconds(Math.max(1, left.plusNanos(999_999_999).toSeconds()));
  }

  /// Whether its counters are still put right.
  boolean isSettled(Instant now) {
    return now.isBefore(end().plus(span.settledFor()));
  }

  /// Whether its counters can go.
  boolean isStale(Instant now) {
    return now.isAfter(end().plus(span.keptFor()));
  }

  private Instant end() {
    return span.startOf(span.after(number));
  }

  private static Span span(String prefix) {
    return switch (prefix) {
      case "m" -> Span.MINUTE;
      case "d" -> Span.DAY;
      default -> Span.MONTH;
    };
  }
}
