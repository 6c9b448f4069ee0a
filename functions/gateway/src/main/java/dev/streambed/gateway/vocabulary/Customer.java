package dev.streambed.gateway.vocabulary;

import java.util.Optional;

/// Whoever is billed for a call, and what they may do.
///
/// @param token limits of the token that the call came with; empty: it has none of its own
public record Customer(
    CustomerId id, Limits limits, AllowedModels models, Optional<TokenLimits> token) {

  public Customer(CustomerId id, Limits limits, AllowedModels models) {
    this(id, limits, models, Optional.empty());
  }

  /// Whether this limit is among its own or the token's.
  public boolean isHeldTo(Limit limit) {
    return limits.get(limit).isPresent()
        || token.filter(own -> own.limits().get(limit).isPresent()).isPresent();
  }
}
