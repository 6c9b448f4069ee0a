package dev.streambed.gateway.admission;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.prompt.CachePoints;
import java.util.List;

/// Adds cache points to requests whose callers have set none. Loaded only where the deployment
/// wants it.
///
/// What a request falls back to gets those of its own model. Without prices of the model's cache
/// there are none: the request would be refused under a budget, and its record have no cost.
record AutomaticPromptCaching(PriceLookup prices) {

  /// The request as its models are to be asked.
  ModelRequest applied(ModelRequest modelRequest) {
    List<ModelRequest> fallbacks = modelRequest.fallbacks();
    ModelRequest first = marked(modelRequest);
    return fallbacks.isEmpty()
        ? first
        : first.withFallbacks(fallbacks.stream().map(this::marked).toList());
  }

  private ModelRequest marked(ModelRequest modelRequest) {
    return modelRequest.mayAddCachePoints() && !modelRequest.pricingParameters().cacheWrites()
        ? CachePoints.addTo(modelRequest).filter(this::isPriced).orElse(modelRequest)
        : modelRequest;
  }

  private boolean isPriced(ModelRequest marked) {
    prices.freshener().run();
    return prices.costEstimator().most(marked, marked.tokenEstimate()) instanceof Cost.Priced;
  }
}
