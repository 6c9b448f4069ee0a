package dev.streambed.gateway.domain;

/// The prices of answers.
@FunctionalInterface
public interface Pricing {

  /// The cost of an answer. Does not throw: without a known price, the result is unpriced.
  Cost cost(ModelTarget target, Usage usage);
}
