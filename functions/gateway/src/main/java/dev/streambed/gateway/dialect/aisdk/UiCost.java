package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;

/// What an answer costs.
@FunctionalInterface
interface UiCost {

  /// Nobody knows the prices.
  UiCost UNKNOWN = _ -> new Cost.Unknown();

  Cost of(Usage usage);

  /// Billionths of a dollar; `null` when nothing was counted or has a price, so that it replaces
  /// the cost of an earlier step.
  default Json json(Usage usage) {
    return UiUsage.isCounted(usage) && of(usage) instanceof Cost.Priced(long nanoUsd, _)
        ? JsonNumber.of(nanoUsd)
        : new JsonNull();
  }
}
