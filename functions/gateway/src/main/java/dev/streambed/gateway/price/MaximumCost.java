package dev.streambed.gateway.price;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The most that an answer of a model can cost, whose tokens are no more than so many: however they
/// fall into kinds, contexts and tiers, [ModelPrices#costOf] finds no more for them.
///
/// @param kinds that the input's tokens may be of
/// @param tiers that may serve it
record MaximumCost(ModelPrices prices, Set<TokenKind> kinds, Set<String> tiers) {

  /// Dollars, or nothing when a price is missing that the request asks for.
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

  // The input may turn out shorter than it might have been: then the prices below count.
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
