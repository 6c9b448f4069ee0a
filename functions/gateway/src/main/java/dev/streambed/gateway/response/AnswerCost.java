package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonNumber;
import java.util.Optional;

/// What an answer costs by the ledger's prices, for formats that tell it.
///
/// @param target the model that answers
public record AnswerCost(Pricing pricing, ModelTarget target) {

  /// The cost of an answer to a request that only one model can answer.
  public static AnswerCost of(Pricing pricing, ModelRequest modelRequest) {
    return new AnswerCost(pricing, modelRequest.modelTarget());
  }

  /// Billionths of a dollar as a JSON number; `null` unless Bedrock or the model has counted the
  /// whole answer and all of it has a price.
  ///
  /// @param cost empty where it is not certain which model answers
  public static Json nanoUsd(Optional<AnswerCost> cost, Usage usage) {
    return UsageJson.counted(usage).isPresent() && cost.isPresent()
        ? cost.get().nanoUsd(usage)
        : new JsonNull();
  }

  private Json nanoUsd(Usage usage) {
    return pricing.cost(target, usage) instanceof Cost.Priced(long nanoUsd, _)
        ? JsonNumber.of(nanoUsd)
        : new JsonNull();
  }
}
