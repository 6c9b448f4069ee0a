package dev.streambed.gateway.admission;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.limit.FittingMaxTokens;
import java.util.OptionalLong;

/// Finds the largest maximum of output tokens with which a request would fit into a limit.
///
/// @param estimate what the request may need as it is
record FittingMaxTokensEstimator(
    ModelRequest modelRequest, TokenEstimate estimate, CostEstimator costEstimator)
    implements FittingMaxTokens {

  @Override
  public OptionalLong within(Limit limit, long amount) {
    long all =
        switch (limit) {
          case TOKENS_PER_MINUTE ->
              Math.min(estimate.outputTokens(), amount - estimate.inputTokens());
          case USD_PER_MONTH -> payable(amount);
          case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_ANSWERS -> 0;
        };
    long each = all / Math.max(1, modelRequest.pricingParameters().answers());
    return each > 0 ? OptionalLong.of(each) : OptionalLong.empty();
  }

  // The cost grows with the tokens: by bisection.
  private long payable(long nanoDollars) {
    long affordable = 0;
    long dear = estimate.outputTokens() + 1;
    while (dear - affordable > 1) {
      long middle = (affordable + dear) / 2;
      if (costs(middle, nanoDollars)) {
        dear = middle;
      } else {
        affordable = middle;
      }
    }
    return affordable;
  }

  private boolean costs(long outputTokens, long moreThan) {
    TokenEstimate shorter = new TokenEstimate(estimate.inputTokens(), outputTokens);
    return !(costEstimator.most(modelRequest, shorter) instanceof Cost.Priced(long nanoUsd, _))
        || nanoUsd > moreThan;
  }
}
