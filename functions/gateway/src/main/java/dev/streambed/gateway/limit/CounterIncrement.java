package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an admission adds to one counter, whether or not the customer has a limit on it: a limit
/// that is set today counts what was used before.
///
/// @param limit the limit that the counter is held to
record CounterIncrement(String counterName, long amount, Optional<Limit> limit) {

  static final String RUNNING = "running";

  static List<CounterIncrement> of(Reservation reservation) {
    Window month = Window.at(reservation.admittedAt(), WindowLength.MONTH);
    long tokens = reservation.tokenEstimate().tokens();
    return List.of(
        limited(Limit.USD_PER_MONTH, reservation.admittedAt(), reservation.nanoDollars()),
        limited(Limit.REQUESTS_PER_DAY, reservation.admittedAt(), 1),
        limited(Limit.REQUESTS_PER_MINUTE, reservation.admittedAt(), 1),
        limited(Limit.TOKENS_PER_MINUTE, reservation.admittedAt(), tokens),
        limited(Limit.CONCURRENT_ANSWERS, reservation.admittedAt(), 1),
        new CounterIncrement(month.requests(), 1, Optional.empty()),
        new CounterIncrement(month.tokens(), tokens, Optional.empty()));
  }

  /// The counter that a limit is about, at an instant.
  static String counterName(Limit limit, Instant at) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE -> Window.at(at, WindowLength.MINUTE).requests();
      case TOKENS_PER_MINUTE -> Window.at(at, WindowLength.MINUTE).tokens();
      case REQUESTS_PER_DAY -> Window.at(at, WindowLength.DAY).requests();
      case USD_PER_MONTH -> Window.at(at, WindowLength.MONTH).nanoDollars();
      case CONCURRENT_ANSWERS -> RUNNING;
    };
  }

  private static CounterIncrement limited(Limit limit, Instant at, long amount) {
    return new CounterIncrement(counterName(limit, at), amount, Optional.of(limit));
  }
}
