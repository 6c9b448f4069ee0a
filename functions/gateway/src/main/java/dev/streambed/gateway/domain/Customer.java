package dev.streambed.gateway.domain;

import java.util.Optional;

/// A customer, who pays for a call, and what it may do.
///
/// @param models those on its own list and on the browser key's
/// @param browserKey limits of the browser key that the call came with; empty: it has none of its
///   own
/// @param browserKeyModels the list of the browser key that the call came with; every model: it has
///   none
public record Customer(
    CustomerId id,
    Limits limits,
    AllowedModels models,
    Optional<KeyLimits> browserKey,
    AllowedModels browserKeyModels) {

  public Customer(CustomerId id, Limits limits, AllowedModels models, Optional<KeyLimits> token) {
    this(id, limits, models, token, new AllowedModels.Every());
  }

  public Customer(CustomerId id, Limits limits, AllowedModels models) {
    this(id, limits, models, Optional.empty());
  }

  /// The same customer with a browser key that allows less.
  public Customer with(Optional<KeyLimits> own, AllowedModels only) {
    return new Customer(id, limits, models.intersect(only), own, only);
  }

  /// Whether this limit is among its own or the browser key's.
  public boolean isLimitedBy(Limit limit) {
    return limits.get(limit).isPresent()
        || browserKey.filter(own -> own.limits().get(limit).isPresent()).isPresent();
  }

  /// Limits of one browser key, beside those of its customer.
  ///
  /// @param name tells the key from every other; not the key itself
  public record KeyLimits(String name, Limits limits) {}
}
