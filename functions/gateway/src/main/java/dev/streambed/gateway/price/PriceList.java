package dev.streambed.gateway.price;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a model's tokens cost by one book, for people to read.
///
/// @param region that Bedrock is called in; prices of Regions win over a model's own
public record PriceList(PriceBook book, String region) {

  private static final int MILLION = 6;

  /// Dollars per million tokens of the usual tier and context, by what a token is used for:
  /// `input`, `output`, `cacheRead`, `cacheWrite`, `cacheWrite1h`. Empty when the book has no price
  /// of this model, or one that is not by tokens alone.
  ///
  /// @param modelId an id or an ARN
  public Map<String, BigDecimal> usdPerMillion(String modelId) {
    return book.find(modelId, region)
        .filter(ModelPrices::isByTokenAlone)
        .map(PriceList::perMillion)
        .orElseGet(Map::of);
  }

  private static Map<String, BigDecimal> perMillion(ModelPrices prices) {
    Map<String, BigDecimal> byUse = new LinkedHashMap<>();
    for (TokenKind kind : TokenKind.values()) {
      BigDecimal price = prices.dollars().get(kind.field());
      if (price != null) {
        byUse.put(use(kind), price.movePointRight(MILLION).stripTrailingZeros());
      }
    }
    return byUse;
  }

  private static String use(TokenKind kind) {
    return switch (kind) {
      case INPUT -> "input";
      case OUTPUT -> "output";
      case CACHE_READ -> "cacheRead";
      case CACHE_WRITE -> "cacheWrite";
      case CACHE_WRITE_1H -> "cacheWrite1h";
    };
  }
}
