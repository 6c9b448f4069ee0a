package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Limits;
import java.util.Optional;

/// Who uses an API key.
sealed interface KeyKind {

  /// The customer's own.
  record Own() implements KeyKind {}

  /// A web page's, for minutes.
  ///
  /// @param parentHash of the API key that it was issued with; it is valid no longer than that one
  /// @param origin of the only pages that may use it; empty: any
  /// @param models of those that the customer may use
  /// @param limits beside the customer's
  record Browser(String parentHash, Optional<String> origin, AllowedModels models, Limits limits)
      implements KeyKind {

    /// Enough of a hash to tell tokens apart that are valid in the same hours.
    private static final int NAME = 16;

    /// The customer, restricted to what this key allows.
    ///
    /// @param hash of this key
    Customer restrict(Customer customer, String hash) {
      return customer.with(token(hash), models);
    }

    private Optional<Customer.KeyLimits> token(String hash) {
      return limits.values().isEmpty()
          ? Optional.empty()
          : Optional.of(new Customer.KeyLimits(hash.substring(0, NAME), limits));
    }
  }
}
