package dev.streambed.gateway;

import dev.streambed.gateway.price.PriceBooks;
import dev.streambed.gateway.price.Rating;
import dev.streambed.gateway.price.TokenPrices;
import dev.streambed.gateway.usage.Pricing;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.ModelId;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;

/// What answers cost.
///
/// @param list a model's prices for people, in dollars per million tokens by use
/// @param freshener makes ready, in the background, for what the pricing will need
/// @param quotes what they may cost, before they are known
record Prices(
    Pricing pricing,
    Function<ModelId, Map<String, BigDecimal>> list,
    Runnable freshener,
    Quotes quotes) {

  /// Of a rehearsal, which loads only what an answer's first piece needs.
  static final Prices NONE =
      new Prices((_, _) -> new Cost.Unknown(), _ -> Map.of(), () -> {}, Quotes.NONE);

  /// By the book in use.
  ///
  /// @param region that Bedrock is called in
  static Prices of(PriceBooks books, String region) {
    return new Prices(
        (model, usage) -> new Rating(books.current(), region).cost(model.value(), usage),
        model -> new TokenPrices(books.current(), region).usdPerMillion(model.value()),
        books::freshen,
        Quotes.of(() -> new Rating(books.current(), region)));
  }
}
