package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What a single request may need at most, by the limits of a customer and of its browser key. What
/// needs more is refused without a write, whatever the counters say.
///
/// @param fittingMaxTokens asked only for a refusal
record SingleRequestLimits(
    ShardedLimits customers,
    Optional<ShardedLimits> browserKeys,
    FittingMaxTokens fittingMaxTokens) {

  /// Why the request can never be admitted; empty when some window may hold it.
  Optional<Problem> problem(Reservation reservation) {
    Optional<Problem> ofCustomer = problem(customers, reservation);
    return ofCustomer.isPresent() || browserKeys.isEmpty()
        ? ofCustomer
        : problem(browserKeys.get(), reservation);
  }

  private Optional<Problem> problem(ShardedLimits limits, Reservation reservation) {
    for (CounterIncrement counterIncrement : CounterIncrement.of(reservation)) {
      if (counterIncrement.limit().isEmpty()) {
        continue;
      }
      Limit limit = counterIncrement.limit().get();
      Optional<Long> most = limits.largestRequest(limit);
      if (most.isPresent() && counterIncrement.amount() > most.get()) {
        Duration untilReset =
            new LimitStatus(limits, 0, Map.of(), reservation.admittedAt()).untilReset(limit);
        return Optional.of(
            LimitProblems.aboveWholeLimit(
                limit, reservation, most.get(), untilReset, largest(limit, most.get())));
      }
    }
    return Optional.empty();
  }

  // An answer that fits this limit must fit the others too.
  private OptionalLong largest(Limit exceeded, long most) {
    OptionalLong fits = fittingMaxTokens.within(exceeded, most);
    return fits.isEmpty()
        ? fits
        : OptionalLong.of(all().flatMapToLong(this::largest).reduce(fits.getAsLong(), Math::min));
  }

  private LongStream largest(ShardedLimits limits) {
    return Stream.of(Limit.TOKENS_PER_MINUTE, Limit.USD_PER_MONTH)
        .flatMapToLong(limit ->
            limits.largestRequest(limit).stream()
                .flatMapToLong(most -> fittingMaxTokens.within(limit, most).stream()));
  }

  private Stream<ShardedLimits> all() {
    return Stream.concat(Stream.of(customers), browserKeys.stream());
  }
}
