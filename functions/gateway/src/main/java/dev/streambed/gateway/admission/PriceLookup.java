package dev.streambed.gateway.admission;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.CurrentPriceBook;
import dev.streambed.gateway.usage.Ledger;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;

/// What answers cost.
///
/// @param list a model's prices for people, in dollars per million tokens by use
/// @param freshener makes ready, in the background, for what the pricing will need
/// @param costEstimator what they may cost, before they are known
public record PriceLookup(
    Ledger.Pricing pricing,
    Function<ModelId, Map<String, BigDecimal>> list,
    Runnable freshener,
    CostEstimator costEstimator) {

  /// For priming, which loads only what an answer's first chunk needs.
  public static final PriceLookup NONE =
      new PriceLookup((_, _) -> new Cost.Unknown(), _ -> Map.of(), () -> {}, CostEstimator.NONE);

  /// By the book that the table `prices` says is in use, or the bundled one.
  public static PriceLookup of(GatewayDependencies gatewayDependencies) {
    return of(
        CurrentPriceBook.of(gatewayDependencies), gatewayDependencies.settings().aws().region());
  }

  /// By the book in use.
  ///
  /// @param region that Bedrock is called in
  public static PriceLookup of(CurrentPriceBook books, String region) {
    return new PriceLookup(
        (model, usage) -> new BookPricing(books.current(), region).cost(model.value(), usage),
        model -> new BookPricing(books.current(), region).usdPerMillion(model.value()),
        books::refresh,
        CostEstimator.of(() -> new BookPricing(books.current(), region)));
  }
}
