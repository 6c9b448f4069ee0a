package dev.streambed.gateway.price;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The most that an answer of a model can cost within given token counts: [ModelPrices#costOf]
/// returns no more for any split into kinds, contexts and tiers.
///
/// @param kinds the kinds that input tokens may be of
/// @param tiers the tiers that may serve the request
record MaximumCost(ModelPrices prices, Set<TokenKind> kinds, Set<String> tiers) {

  /// The maximum cost in US dollars; empty when a required price is missing.
  Optional<BigDecimal> of(long input, long output) {
    if (!prices.isByTokenAlone()) {
      return Optional.empty();
    }
    Optional<BigDecimal> ofInput = dearest(kinds, input);
    Optional<BigDecimal> ofOutput =
        output > 0 ? dearest(Set.of(TokenKind.OUTPUT), input) : Optional.of(BigDecimal.ZERO);
    return ofInput.flatMap(dear -> ofOutput.map(other -> times(dear, input, other, output)));
  }

  private static BigDecimal times(
      BigDecimal perInput, long input, BigDecimal perOutput, long output) {
    return perInput
        .multiply(BigDecimal.valueOf(input))
        .add(perOutput.multiply(BigDecimal.valueOf(output)));
  }

  private Optional<BigDecimal> dearest(Set<TokenKind> anyOf, long input) {
    List<String> contexts = contexts(input);
    BigDecimal dearest = BigDecimal.ZERO;
    for (TokenKind kind : anyOf) {
      for (String tier : tiers) {
        Optional<BigDecimal> price = dearest(kind, contexts, ModelPrices.tierSuffix(tier));
        if (price.isEmpty()) {
          return price;
        }
        dearest = dearest.max(price.get());
      }
    }
    return Optional.of(dearest);
  }

  private Optional<BigDecimal> dearest(TokenKind kind, List<String> contexts, String tier) {
    return contexts.stream()
        .map(context -> prices.dollars().get(kind.field() + context + tier))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }

  // The input may be shorter than the estimate, so the prices of shorter contexts count as well.
  private List<String> contexts(long input) {
    return Stream.concat(
            Stream.of(""),
            prices
                .thresholds()
                .filter(thousands -> input > thousands * 1000)
                .mapToObj(ModelPrices::above))
        .toList();
  }
}
