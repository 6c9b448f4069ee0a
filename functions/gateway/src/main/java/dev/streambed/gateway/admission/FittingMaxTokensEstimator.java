package dev.streambed.gateway.admission;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.limit.FittingMaxTokens;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Finds the largest maximum of output tokens with which a request would fit into a limit, together
/// with what it may fall back to.
///
/// @param modelRequest is estimated when it is refused, not before
record FittingMaxTokensEstimator(
    AdmissionControl admission, Customer customer, ModelRequest modelRequest)
    implements FittingMaxTokens {

  /// A model that may be asked, and the most that it may need as the request is.
  private record Attempt(ModelRequest modelRequest, TokenEstimate estimate) {}

  @Override
  public OptionalLong within(Limit limit, long amount) {
    long each =
        switch (limit) {
          case TOKENS_PER_MINUTE, USD_PER_MONTH ->
              fitting(limit, amount) / Math.max(1, modelRequest.pricingParameters().answers());
          case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_ANSWERS -> 0;
        };
    return each > 0 ? OptionalLong.of(each) : OptionalLong.empty();
  }

  // What is needed grows with the tokens: by bisection.
  private long fitting(Limit limit, long amount) {
    List<Attempt> attempts = attempts();
    long fits = 0;
    long tooLong = longest(attempts) + 1;
    while (tooLong - fits > 1) {
      long middle = (fits + tooLong) / 2;
      if (isAbove(limit, amount, attempts, middle)) {
        tooLong = middle;
      } else {
        fits = middle;
      }
    }
    return fits;
  }

  private List<Attempt> attempts() {
    return Stream.concat(Stream.of(modelRequest), modelRequest.fallbacks().stream())
        .map(each -> new Attempt(each, admission.estimate(customer, each)))
        .toList();
  }

  private static long longest(List<Attempt> attempts) {
    return attempts.stream()
        .mapToLong(attempt -> attempt.estimate().outputTokens())
        .max()
        .orElse(0);
  }

  private boolean isAbove(Limit limit, long amount, List<Attempt> attempts, long outputTokens) {
    long left = amount;
    for (Attempt attempt : attempts) {
      TokenEstimate shorter = attempt.estimate().withOutputAtMost(outputTokens);
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

  private long nanoDollars(ModelRequest attempt, TokenEstimate tokens) {
    return admission.priceLookup().costEstimator().most(attempt, tokens)
            instanceof Cost.Priced(long nanoUsd, _)
        ? nanoUsd
        : Long.MAX_VALUE;
  }
}
