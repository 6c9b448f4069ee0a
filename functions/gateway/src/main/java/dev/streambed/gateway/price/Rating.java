package dev.streambed.gateway.price;

import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Prices answers by one book. Pure: the same answer always costs the same.
///
/// @param region that Bedrock is called in; prices of Regions win over a model's own
public record Rating(PriceBook book, String region) {

  private static final int NANO = 9;

  /// What an answer cost.
  ///
  /// @param modelId the id or ARN that Bedrock was called with
  public Cost cost(String modelId, Usage usage) {
    return switch (usage) {
      case Usage.Counted counted -> cost(modelId, counted);
      case Usage.Estimated(Usage.Counted counts, _) -> cost(modelId, counts);
      case Usage.Unknown() -> new Cost.Unknown();
    };
  }

  private Cost cost(String modelId, Usage.Counted counted) {
    return book.find(modelId, region)
        .flatMap(prices -> prices.costOf(counted))
        .map(this::priced)
        .orElseGet(Cost.Unpriced::new);
  }

  private Cost priced(BigDecimal dollars) {
    BigInteger nano =
        dollars.movePointRight(NANO).setScale(0, RoundingMode.HALF_UP).toBigIntegerExact();
    // More than nine billion dollars is no price.
    return nano.bitLength() < Long.SIZE
        ? new Cost.Priced(nano.longValueExact(), book.version())
        : new Cost.Unpriced();
  }
}
