package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an admission adds to one counter, whether or not the customer has a limit on it: a limit
/// that is set today counts what was used before.
///
/// @param limit the limit that the counter is held to
record Charge(String counter, long amount, Optional<Limit> limit) {

  static final String RUNNING = "running";

  static List<Charge> of(Reservation reservation) {
    Window month = Window.at(reservation.at(), Span.MONTH);
    long tokens = reservation.estimate().tokens();
    return List.of(
        limited(Limit.USD_PER_MONTH, reservation.at(), reservation.nanoDollars()),
        limited(Limit.REQUESTS_PER_DAY, reservation.at(), 1),
        limited(Limit.REQUESTS_PER_MINUTE, reservation.at(), 1),
        limited(Limit.TOKENS_PER_MINUTE, reservation.at(), tokens),
        limited(Limit.CONCURRENT_ANSWERS, reservation.at(), 1),
        new Charge(month.requests(), 1, Optional.empty()),
        new Charge(month.tokens(), tokens, Optional.empty()));
  }

  /// The counter that a limit is about, at an instant.
  static String counter(Limit limit, Instant at) {
    return switch (limit) {
      case REQUESTS_PER_MINUTE -> Window.at(at, Span.MINUTE).requests();
      case TOKENS_PER_MINUTE -> Window.at(at, Span.MINUTE).tokens();
      case REQUESTS_PER_DAY -> Window.at(at, Span.DAY).requests();
      case USD_PER_MONTH -> Window.at(at, Span.MONTH).nanoDollars();
      case CONCURRENT_ANSWERS -> RUNNING;
    };
  }

  private static Charge limited(Limit limit, Instant at, long amount) {
    return new Charge(counter(limit, at), amount, Optional.of(limit));
  }
}
