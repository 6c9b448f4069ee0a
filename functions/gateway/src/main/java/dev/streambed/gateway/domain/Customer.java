package dev.streambed.gateway.domain;

import java.util.Optional;

/// The customer that pays for a call, and what it may do.
///
/// @param models the models that are on both its own list and the browser key's
/// @param browserKey the limits of the browser key that the call was made with; empty when the key
///   has none of its own
/// @param browserKeyModels the models of that browser key; every model when the key has no list
/// @param attribution the key that the call was made with
/// @param guardrail the guardrail that its requests are made with instead of the deployment's;
///   empty for that one
public record Customer(
    CustomerId id,
    Limits limits,
    AllowedModels models,
    Optional<KeyLimits> browserKey,
    AllowedModels browserKeyModels,
    Attribution attribution,
    Optional<RequiredGuardrail> guardrail) {

  public Customer(CustomerId id, Limits limits, AllowedModels models, Optional<KeyLimits> token) {
    this(id, limits, models, token, new AllowedModels.Every(), Attribution.NONE, Optional.empty());
  }

  public Customer(CustomerId id, Limits limits, AllowedModels models) {
    this(id, limits, models, Optional.empty());
  }

  /// The same customer, restricted by a browser key.
  public Customer with(Optional<KeyLimits> own, AllowedModels only) {
    return new Customer(id, limits, models.intersect(only), own, only, attribution, guardrail);
  }

  /// The same customer with other limits.
  public Customer with(Limits changed) {
    return new Customer(id, changed, models, browserKey, browserKeyModels, attribution, guardrail);
  }

  /// The same customer, calling with this key.
  public Customer with(Attribution changed) {
    return new Customer(id, limits, models, browserKey, browserKeyModels, changed, guardrail);
  }

  /// The same customer with a guardrail of its own.
  public Customer withGuardrail(Optional<RequiredGuardrail> own) {
    return new Customer(id, limits, models, browserKey, browserKeyModels, attribution, own);
  }

  /// Whether this limit applies, from the customer or its browser key.
  public boolean isLimitedBy(Limit limit) {
    return limits.get(limit).isPresent()
        || browserKey.filter(own -> own.limits().get(limit).isPresent()).isPresent();
  }

  /// The limits of one browser key, which apply in addition to its customer's.
  ///
  /// @param name an identifier of the key; not the key itself
  public record KeyLimits(String name, Limits limits) {}
}
