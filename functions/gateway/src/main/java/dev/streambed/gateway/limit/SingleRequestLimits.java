package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
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
    Limits customers, Optional<Limits> browserKeys, FittingMaxTokens fittingMaxTokens) {

  /// Why the request can never be admitted; empty when some window may hold it.
  Optional<Problem> problem(Reservation reservation) {
    Optional<Problem> ofCustomer = problem(customers, reservation);
    return ofCustomer.isPresent() || browserKeys.isEmpty()
        ? ofCustomer
        : problem(browserKeys.get(), reservation);
  }

  private Optional<Problem> problem(Limits limits, Reservation reservation) {
    for (CounterIncrement counterIncrement : CounterIncrement.of(reservation)) {
      if (counterIncrement.limit().isEmpty()) {
        continue;
      }
      Limit limit = counterIncrement.limit().get();
      OptionalLong most = limits.get(limit);
      if (most.isPresent() && counterIncrement.amount() > most.getAsLong()) {
        Duration untilReset =
            new LimitStatus(
                    new ShardLimits(limits, Shard.WHOLE), Map.of(), reservation.admittedAt())
                .untilReset(limit);
        return Optional.of(
            LimitProblems.aboveWholeLimit(
                limit,
                reservation,
                most.getAsLong(),
                untilReset,
                largest(limit, most.getAsLong())));
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

  private LongStream largest(Limits limits) {
    return Stream.of(Limit.TOKENS_PER_MINUTE, Limit.USD_PER_MONTH)
        .flatMapToLong(limit ->
            limits.get(limit).stream()
                .flatMap(most -> fittingMaxTokens.within(limit, most).stream()));
  }

  private Stream<Limits> all() {
    return Stream.concat(Stream.of(customers), browserKeys.stream());
  }
}
