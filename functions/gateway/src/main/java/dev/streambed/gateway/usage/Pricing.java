package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Usage;

/// What answers cost.
@FunctionalInterface
public interface Pricing {

  /// Does not fail: what it does not know is unpriced.
  Cost cost(ModelId model, Usage usage);
}
