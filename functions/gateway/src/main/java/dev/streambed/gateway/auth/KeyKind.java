package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.AllowedModels;
import dev.streambed.gateway.vocabulary.Customer;
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
  record Browser(String parentHash, Optional<String> origin, AllowedModels models)
      implements KeyKind {

    /// The customer, as far as this token goes.
    Customer lessened(Customer customer) {
      return new Customer(customer.id(), customer.limits(), customer.models().and(models));
    }
  }
}
