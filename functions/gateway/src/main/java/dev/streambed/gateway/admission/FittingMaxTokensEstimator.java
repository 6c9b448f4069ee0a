package dev.streambed.gateway.admission;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.limit.FittingMaxTokens;
import java.util.List;
import java.util.OptionalLong;

/// Finds the largest maximum of output tokens with which a request would fit into a limit, together
/// with what it may fall back to.
///
/// @param attempts each model that may be asked; the first is that of the request itself
record FittingMaxTokensEstimator(List<Attempt> attempts, CostEstimator costEstimator)
    implements FittingMaxTokens {

  /// @param estimate what the request may need as it is
  record Attempt(ModelRequest modelRequest, TokenEstimate estimate) {

    TokenEstimate withOutputAtMost(long tokens) {
      return estimate.withOutputAtMost(tokens);
    }
  }

  @Override
  public OptionalLong within(Limit limit, long amount) {
    long each =
        switch (limit) {
          case TOKENS_PER_MINUTE, USD_PER_MONTH ->
              fitting(limit, amount)
                  / Math.max(1, attempts.getFirst().modelRequest().pricingParameters().answers());
          case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_ANSWERS -> 0;
        };
    return each > 0 ? OptionalLong.of(each) : OptionalLong.empty();
  }

  // What is needed grows with the tokens: by bisection.
  private long fitting(Limit limit, long amount) {
    long fits = 0;
    long tooLong = longest() + 1;
    while (tooLong - fits > 1) {
      long middle = (fits + tooLong) / 2;
      if (isAbove(limit, amount, middle)) {
        tooLong = middle;
      } else {
        fits = middle;
      }
    }
    return fits;
  }

  private long longest() {
    return attempts.stream()
        .mapToLong(attempt -> attempt.estimate().outputTokens())
        .max()
        .orElse(0);
  }

  private boolean isAbove(Limit limit, long amount, long outputTokens) {
    long left = amount;
    for (Attempt attempt : attempts) {
      TokenEstimate shorter = attempt.withOutputAtMost(outputTokens);
      long needed =
          limit == Limit.TOKENS_PER_MINUTE
              ? shorter.tokens()
              : nanoDollars(attempt.modelRequest(), shorter);
      if (needed > left) {
        return true;
      }
      left -= needed;
    }
    return false;
  }

  private long nanoDollars(ModelRequest modelRequest, TokenEstimate tokens) {
    return costEstimator.most(modelRequest, tokens) instanceof Cost.Priced(long nanoUsd, _)
        ? nanoUsd
        : Long.MAX_VALUE;
  }
}
