package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Usage;

/// What answers cost.
@FunctionalInterface
public interface Pricing {

  /// Does not fail: what it does not know is unpriced.
  Cost cost(ModelId model, Usage usage);
}
