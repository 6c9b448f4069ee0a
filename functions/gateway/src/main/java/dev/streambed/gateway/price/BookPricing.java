package dev.streambed.gateway.price;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Prices answers by one price book. Pure: the same answer always has the same cost.
///
/// @param region the Region in which Bedrock is called; prices of Regions take precedence over a
///   model's general ones
public record BookPricing(PriceBook book, String region) {

  private static final int NANO = 9;
  private static final int MILLION = 6;
  private static final Set<String> PRICED_TIERS =
      Set.of("flex", "priority", "reserved", "optimized");

  /// The same book where Bedrock is called in a Region.
  ///
  /// @param other empty for this one
  public BookPricing in(String other) {
    return other.isEmpty() ? this : new BookPricing(book, other);
  }

  /// The cost of an answer.
  ///
  /// @param modelId the id or ARN that Bedrock was called with
  public Cost cost(String modelId, Usage usage) {
    return switch (usage) {
      case Usage.Counted counted -> cost(modelId, counted);
      case Usage.Estimated(Usage.Counted counts, _) -> cost(modelId, counts);
      case Usage.Unknown() -> new Cost.Unknown();
    };
  }

  /// The most that an answer within this estimate can cost.
  public Cost maxCost(
      String modelId, TokenEstimate tokenEstimate, PricingParameters pricingParameters) {
    return book.find(modelId, region)
        .map(prices -> new MaximumCost(prices, kinds(pricingParameters), tiers(pricingParameters)))
        .flatMap(maximumCost ->
            maximumCost.of(tokenEstimate.inputTokens(), tokenEstimate.outputTokens()))
        .map(dollars -> priced(dollars, RoundingMode.CEILING))
        .orElseGet(Cost.Unpriced::new);
  }

  /// The most output tokens of a model; empty when the book does not list it.
  public OptionalLong maxOutputTokens(String modelId) {
    return book.find(modelId, region).map(ModelPrices::maxOutputTokens).stream()
        .mapToLong(Long::longValue)
        .filter(most -> most > 0)
        .findFirst();
  }

  /// US dollars per million tokens at the default tier and context, by the use of a token: `input`,
  /// `output`, `cacheRead`, `cacheWrite`, `cacheWrite1h`. Empty when the book has no price of this
  /// model, or one that is not per token only.
  ///
  /// @param modelId an id or an ARN
  public Map<String, BigDecimal> usdPerMillion(String modelId) {
    return book.find(modelId, region)
        .filter(ModelPrices::isByTokenAlone)
        .map(BookPricing::perMillion)
        .orElseGet(Map::of);
  }

  private static Map<String, BigDecimal> perMillion(ModelPrices prices) {
    Map<String, BigDecimal> byUse = new LinkedHashMap<>();
    for (TokenKind kind : TokenKind.values()) {
      BigDecimal price = prices.dollars().get(kind.field());
      if (price != null) {
        byUse.put(kind.use(), price.movePointRight(MILLION).stripTrailingZeros());
      }
    }
    return byUse;
  }

  private static Set<TokenKind> kinds(PricingParameters pricingParameters) {
    Set<TokenKind> kinds = EnumSet.of(TokenKind.INPUT);
    if (pricingParameters.cacheWrites()) {
      kinds.add(TokenKind.CACHE_READ);
      kinds.add(TokenKind.CACHE_WRITE);
    }
    if (pricingParameters.cacheHour()) {
      kinds.add(TokenKind.CACHE_WRITE_1H);
    }
    return kinds;
  }

  // Whatever tier is requested, the default tier may serve the request. Unknown tier names are
  // ignored.
  private static Set<String> tiers(PricingParameters pricingParameters) {
    Set<String> tiers = new HashSet<>(pricingParameters.serviceTiers());
    tiers.retainAll(PRICED_TIERS);
    tiers.add("");
    return tiers;
  }

  private Cost cost(String modelId, Usage.Counted counted) {
    return book.find(modelId, region)
        .flatMap(prices -> prices.costOf(counted))
        .map(dollars -> priced(dollars, RoundingMode.HALF_UP))
        .orElseGet(Cost.Unpriced::new);
  }

  private Cost priced(BigDecimal dollars, RoundingMode rounding) {
    BigInteger nano = dollars.movePointRight(NANO).setScale(0, rounding).toBigIntegerExact();
    // More than nine billion dollars cannot be a valid price.
    return nano.bitLength() < Long.SIZE
        ? new Cost.Priced(nano.longValueExact(), book.version())
        : new Cost.Unpriced();
  }
}
