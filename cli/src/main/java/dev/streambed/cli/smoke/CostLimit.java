package dev.streambed.cli.smoke;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// What a run needs at most.
///
/// @param answers how many of the requests ask the model
/// @param usd their cost, rounded up to a hundredth of a cent; absent without a price
public record CostLimit(int requests, int answers, long outputTokens, Optional<BigDecimal> usd) {

  private static final int DECIMALS = 4;
  private static final int MILLION_DIGITS = 6;

  static CostLimit of(List<Check> checks, OfferedModel model) {
    int answers = checks.stream().mapToInt(Check::answers).sum();
    long output =
        checks.stream().mapToLong(each -> (long) each.answers() * each.maxOutputTokens()).sum();
    long input = (long) answers * Prompt.MOST_INPUT_TOKENS;
    Optional<BigDecimal> usd =
        model
            .inputUsd()
            .flatMap(inputUsd ->
                model
                    .outputUsd()
                    .map(outputUsd ->
                        inputUsd
                            .multiply(BigDecimal.valueOf(input))
                            .add(outputUsd.multiply(BigDecimal.valueOf(output)))
                            .movePointLeft(MILLION_DIGITS)
                            .setScale(DECIMALS, RoundingMode.CEILING)));
    int requests = 1 + checks.stream().mapToInt(Check::requests).sum();
    return new CostLimit(requests, answers, output, usd);
  }

  /// For people.
  public String sentence() {
    return "at most %d requests, of which %d ask the model for %d output tokens together: %s"
        .formatted(
            requests,
            answers,
            outputTokens,
            usd.map(dollars -> "$" + dollars.toPlainString() + " at most")
                .orElse("no known price"));
  }
}
