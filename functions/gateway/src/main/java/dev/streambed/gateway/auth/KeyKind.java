package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.Limits;
import java.util.Optional;
import java.util.OptionalLong;

/// The kind of an API key.
sealed interface KeyKind {

  /// A customer's own key.
  ///
  /// @param maxTokensReserved replaces the customer's, for calls with this key and with the browser
  ///   keys that it issues; empty for the customer's
  record Own(OptionalLong maxTokensReserved) implements KeyKind {

    /// The customer, as it calls with this key.
    Customer apply(Customer customer) {
      return maxTokensReserved.isEmpty()
          ? customer
          : customer.with(customer.limits().withMaxTokensReserved(maxTokensReserved.getAsLong()));
    }
  }

  /// A key for a web page, valid for minutes.
  ///
  /// @param parentHash the hash of the API key that it was issued with; revoking that key revokes
  ///   this one
  /// @param origin the only web origin that may use the key; empty for any
  /// @param models the models that the key may use, out of the customer's
  /// @param limits limits in addition to the customer's
  record Browser(String parentHash, Optional<String> origin, AllowedModels models, Limits limits)
      implements KeyKind {

    /// Length of the hash prefix that distinguishes keys valid in the same hours.
    private static final int NAME = 16;

    /// The customer, restricted to what this key allows.
    ///
    /// @param hash the hash of this key
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
