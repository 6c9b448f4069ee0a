package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an admission adds to one counter. Counters are kept whether or not the customer has the
/// limit, so that a limit that is set today includes earlier usage.
///
/// @param limit the limit that the counter is checked against
record CounterIncrement(String counterName, long amount, Optional<Limit> limit) {

  static final String RUNNING = "running";

  /// The order determines the limit that a refusal names: if several are reached, the caller has to
  /// wait for the longest.
  private static final List<Limit> LONGEST_WAIT_FIRST = longestWaitFirst();

  static List<CounterIncrement> of(Reservation reservation) {
    Instant at = reservation.admittedAt();
    List<CounterIncrement> increments = new ArrayList<>();
    for (Limit limit : LONGEST_WAIT_FIRST) {
      String counterName = counterName(limit, at);
      increments.add(
          new CounterIncrement(counterName, amount(limit, reservation), Optional.of(limit)));
    }
    Window month = Window.at(at, WindowLength.MONTH);
    long tokens = reservation.tokenEstimate().tokens();
    increments.add(new CounterIncrement(month.requests(), 1, Optional.empty()));
    increments.add(new CounterIncrement(month.tokens(), tokens, Optional.empty()));
    return increments;
  }

  /// The counter of a limit at an instant.
  static String counterName(Limit limit, Instant at) {
    Optional<Window> window = window(limit, at);
    return window.isPresent() ? counterName(limit, window.get()) : RUNNING;
  }

  /// The counter of a limit in one of its windows.
  static String counterName(Limit limit, Window window) {
    return switch (limit.unit()) {
      case REQUESTS, RUNNING_ANSWERS -> window.requests();
      case TOKENS -> window.tokens();
      case NANO_DOLLARS -> window.nanoDollars();
    };
  }

  /// Whether an attribute is a counter of requests, tokens or dollars.
  static boolean isCounter(String attribute) {
    return attribute.equals(RUNNING) || Window.ofCounter(attribute).isPresent();
  }

  /// The limit that a counter counts against; empty when there is none among these.
  static Optional<Limit> limitOf(String counterName, Limits limits) {
    Optional<Window> window = Window.ofCounter(counterName);
    for (Limit limit : limits.values().keySet()) {
      boolean counts =
          window.isPresent()
              ? windowLength(limit).equals(window.map(Window::windowLength))
                  && counterName(limit, window.get()).equals(counterName)
              : windowLength(limit).isEmpty() && counterName.equals(RUNNING);
      if (counts) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }

  /// The window of a limit at an instant; empty for concurrent answers, which have no window.
  static Optional<Window> window(Limit limit, Instant at) {
    Optional<WindowLength> length = windowLength(limit);
    return length.isPresent() ? Optional.of(Window.at(at, length.get())) : Optional.empty();
  }

  private static Optional<WindowLength> windowLength(Limit limit) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> Optional.of(WindowLength.MINUTE);
      case REQUESTS_PER_DAY -> Optional.of(WindowLength.DAY);
      case USD_PER_MONTH -> Optional.of(WindowLength.MONTH);
      case CONCURRENT_ANSWERS -> Optional.empty();
    };
  }

  /// What a request adds to the counter of a limit.
  static long amount(Limit limit, Reservation reservation) {
    return switch (limit.unit()) {
      case REQUESTS, RUNNING_ANSWERS -> 1;
      case TOKENS -> reservation.tokenEstimate().tokens();
      case NANO_DOLLARS -> reservation.nanoDollars();
    };
  }

  // Month, day, minute, then limits without a window; within each, in the order of declaration.
  private static List<Limit> longestWaitFirst() {
    List<Limit> limits = new ArrayList<>();
    for (WindowLength length : List.of(WindowLength.values()).reversed()) {
      addAll(limits, Optional.of(length));
    }
    addAll(limits, Optional.empty());
    return List.copyOf(limits);
  }

  private static void addAll(List<Limit> limits, Optional<WindowLength> length) {
    for (Limit limit : Limit.values()) {
      if (windowLength(limit).equals(length)) {
        limits.add(limit);
      }
    }
  }
}
