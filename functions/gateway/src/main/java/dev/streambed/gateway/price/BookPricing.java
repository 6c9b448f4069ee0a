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

/// Prices answers by one book. Pure: the same answer always costs the same.
///
/// @param region that Bedrock is called in; prices of Regions win over a model's own
public record BookPricing(PriceBook book, String region) {

  private static final int NANO = 9;
  private static final int MILLION = 6;
  private static final Set<String> PRICED_TIERS = Set.of("flex", "priority", "reserved");

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

  /// The most that an answer can cost that needs no more than this.
  public Cost maxCost(
      String modelId, TokenEstimate tokenEstimate, PricingParameters pricingParameters) {
    return book.find(modelId, region)
        .map(prices -> new MaximumCost(prices, kinds(pricingParameters), tiers(pricingParameters)))
        .flatMap(maximumCost ->
            maximumCost.of(tokenEstimate.inputTokens(), tokenEstimate.outputTokens()))
        .map(dollars -> priced(dollars, RoundingMode.CEILING))
        .orElseGet(Cost.Unpriced::new);
  }

  /// The most tokens that a model writes, if the book says so.
  public OptionalLong maxOutputTokens(String modelId) {
    return book.find(modelId, region).map(ModelPrices::maxOutputTokens).stream()
        .mapToLong(Long::longValue)
        .filter(most -> most > 0)
        .findFirst();
  }

  /// Dollars per million tokens of the usual tier and context, by what a token is used for:
  /// `input`, `output`, `cacheRead`, `cacheWrite`, `cacheWrite1h`. Empty when the book has no price
  /// of this model, or one that is not by tokens alone.
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

  // Whichever is asked for, the usual one may serve it. What is no tier of Bedrock's asks for none.
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
    // More than nine billion dollars is no price.
    return nano.bitLength() < Long.SIZE
        ? new Cost.Priced(nano.longValueExact(), book.version())
        : new Cost.Unpriced();
  }
}
