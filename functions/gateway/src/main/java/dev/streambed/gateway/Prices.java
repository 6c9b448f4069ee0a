package dev.streambed.gateway;

import dev.streambed.gateway.price.PriceBooks;
import dev.streambed.gateway.price.Rating;
import dev.streambed.gateway.usage.Pricing;
import dev.streambed.gateway.vocabulary.Cost;

/// What answers cost.
///
/// @param freshener makes ready, in the background, for what the pricing will need
record Prices(Pricing pricing, Runnable freshener) {

  /// Of a rehearsal, which loads only what an answer's first piece needs.
  static final Prices NONE = new Prices((_, _) -> new Cost.Unknown(), () -> {});

  /// By the book in use.
  ///
  /// @param region that Bedrock is called in
  static Prices of(PriceBooks books, String region) {
    return new Prices(
        (model, usage) -> new Rating(books.current(), region).cost(model.value(), usage),
        books::freshen);
  }
}
