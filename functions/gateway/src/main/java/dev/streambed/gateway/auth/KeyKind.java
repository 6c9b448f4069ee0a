package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Limits;
import java.util.Optional;

/// Whose hands a token is for.
sealed interface KeyKind {

  /// The customer's own.
  record Own() implements KeyKind {}

  /// A web page's, for minutes.
  ///
  /// @param parentHash of the token that it was issued with, and is valid no longer than
  /// @param origin of the only pages that may use it; empty: any
  /// @param models of those that the customer may use
  /// @param limits beside the customer's
  record Browser(String parentHash, Optional<String> origin, AllowedModels models, Limits limits)
      implements KeyKind {

    /// Enough of a hash to tell tokens apart that are valid in the same hours.
    private static final int NAME = 16;

    /// The customer, as far as this token goes.
    ///
    /// @param hash of this token
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
