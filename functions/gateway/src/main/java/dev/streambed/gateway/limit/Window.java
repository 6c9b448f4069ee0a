package dev.streambed.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One minute, day or month, and the names of its counters. Each window has its own attributes, so
/// that counters are never reset.
record Window(WindowLength windowLength, long number) {

  private static final Pattern COUNTER = Pattern.compile("([mdM])([0-9]{1,12})[rtc]");

  static Window at(Instant instant, WindowLength windowLength) {
    return new Window(windowLength, windowLength.numberAt(instant));
  }

  /// The window of a counter; empty when the attribute is not a window's counter.
  static Optional<Window> ofCounter(String attribute) {
    Matcher matcher = COUNTER.matcher(attribute);
    return matcher.matches()
        ? Optional.of(new Window(span(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  Window previous() {
    return at(windowLength.startOf(number).minusMillis(1), windowLength);
  }

  Window next() {
    return new Window(windowLength, windowLength.after(number));
  }

  String requests() {
    return windowLength.prefix() + number + "r";
  }

  String tokens() {
    return windowLength.prefix() + number + "t";
  }

  String nanoDollars() {
    return windowLength.prefix() + number + "c";
  }

  /// The time until the next window, in whole seconds, at least one.
  Duration timeLeft(Instant now) {
    Duration left = Duration.between(now, end());
    return Duration.ofSeconds(Math.max(1, left.plusNanos(999_999_999).toSeconds()));
  }

  /// Whether its counters can still be corrected.
  boolean isSettleable(Instant now) {
    return now.isBefore(end().plus(windowLength.settleableFor()));
  }

  /// Whether its counters can be removed.
  boolean isStale(Instant now) {
    return now.isAfter(end().plus(windowLength.keptFor()));
  }

  private Instant end() {
    return windowLength.startOf(windowLength.after(number));
  }

  private static WindowLength span(String prefix) {
    return switch (prefix) {
      case "m" -> WindowLength.MINUTE;
      case "d" -> WindowLength.DAY;
      default -> WindowLength.MONTH;
    };
  }
}
