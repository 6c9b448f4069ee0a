package dev.streambed.gateway.vocabulary;

import java.util.Optional;

/// Whoever is billed for a call, and what they may do.
///
/// @param models those on its own list and on the token's
/// @param token limits of the token that the call came with; empty: it has none of its own
/// @param tokenModels the list of the token that the call came with; every model: it has none
public record Customer(
    CustomerId id,
    Limits limits,
    AllowedModels models,
    Optional<TokenLimits> token,
    AllowedModels tokenModels) {

  public Customer(CustomerId id, Limits limits, AllowedModels models, Optional<TokenLimits> token) {
    this(id, limits, models, token, new AllowedModels.Every());
  }

  public Customer(CustomerId id, Limits limits, AllowedModels models) {
    this(id, limits, models, Optional.empty());
  }

  /// The same customer with a token that allows less.
  public Customer with(Optional<TokenLimits> own, AllowedModels only) {
    return new Customer(id, limits, models.and(only), own, only);
  }

  /// Whether this limit is among its own or the token's.
  public boolean isHeldTo(Limit limit) {
    return limits.get(limit).isPresent()
        || token.filter(own -> own.limits().get(limit).isPresent()).isPresent();
  }
}
