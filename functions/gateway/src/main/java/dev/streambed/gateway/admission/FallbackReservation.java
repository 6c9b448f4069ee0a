package dev.streambed.gateway.admission;

import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ReservedAmounts;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.limit.ReservationRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The reservation of a request that may be asked of several models: all that each of them may
/// need. Bedrock may bill an attempt that was left for the next, to the end of its answer.
///
/// @param estimates the most tokens that a request may need
/// @param reserved how many of them are reserved
/// @param costs the most that these may cost; empty without a price
record FallbackReservation(
    Function<ModelRequest, TokenEstimate> estimates,
    UnaryOperator<TokenEstimate> reserved,
    BiFunction<ModelRequest, TokenEstimate, OptionalLong> costs) {

  /// Adds what the further models may need. The prompt's tokens stay those of the one that has the
  /// most: a request whose function has died is recorded with one prompt.
  ReservationRequest add(ReservationRequest first, List<ModelRequest> fallbacks) {
    List<ReservedAmounts> amounts = new ArrayList<>();
    amounts.add(new ReservedAmounts(first.tokenEstimate().tokens(), first.nanoDollars().orElse(0)));
    long input = first.tokenEstimate().inputTokens();
    OptionalLong cost = first.nanoDollars();
    for (ModelRequest fallback : fallbacks) {
      TokenEstimate estimate = estimates.apply(fallback);
      OptionalLong more = costs.apply(fallback, estimate);
      amounts.add(new ReservedAmounts(reserved.apply(estimate).tokens(), more.orElse(0)));
      input = Math.max(input, estimate.inputTokens());
      cost = more.isEmpty() ? more : plus(cost, more.getAsLong());
    }
    long tokens = amounts.stream().mapToLong(ReservedAmounts::tokens).sum();
    return first.needing(new TokenEstimate(input, tokens - input), cost, amounts);
  }

  private static OptionalLong plus(OptionalLong cost, long more) {
    if (cost.isEmpty()) {
      return cost;
    }
    // Prices that nobody can mean: more than any budget.
    return OptionalLong.of(
        more > Long.MAX_VALUE - cost.getAsLong() ? Long.MAX_VALUE : cost.getAsLong() + more);
  }
}
