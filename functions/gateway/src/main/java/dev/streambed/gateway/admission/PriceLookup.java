package dev.streambed.gateway.admission;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.CurrentPriceBook;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;

/// Access to prices.
///
/// @param list a model's prices for display, in US dollars per million tokens by use
/// @param freshener loads, in the background, what the pricing will need
/// @param costEstimator the upper bound of an answer's cost
public record PriceLookup(
    Pricing pricing,
    Function<ModelId, Map<String, BigDecimal>> list,
    Runnable freshener,
    CostEstimator costEstimator) {

  /// For priming, which loads only what the first chunk of an answer needs.
  public static final PriceLookup NONE =
      new PriceLookup((_, _) -> new Cost.Unknown(), _ -> Map.of(), () -> {}, CostEstimator.NONE);

  /// Prices from the book that the table `prices` selects, or the bundled one.
  public static PriceLookup of(GatewayDependencies gatewayDependencies) {
    return of(
        CurrentPriceBook.of(gatewayDependencies), gatewayDependencies.settings().aws().region());
  }

  /// Prices from the book in use.
  ///
  /// @param region the Region in which Bedrock is called
  public static PriceLookup of(CurrentPriceBook books, String region) {
    return new PriceLookup(
        (target, usage) ->
            new BookPricing(books.current(), region)
                .in(target.region())
                .cost(target.model().value(), usage),
        model -> new BookPricing(books.current(), region).usdPerMillion(model.value()),
        books::refresh,
        CostEstimator.of(books, region));
  }
}
