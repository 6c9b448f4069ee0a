package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Problem;
import java.util.Optional;

/// Whether the caller is authenticated.
public sealed interface AuthenticationResult {

  /// The caller is authenticated.
  ///
  /// @param verifiedCredential identifies the caller again, in [Authenticator#reauthenticate]
  record Known(Customer customer, VerifiedCredential verifiedCredential)
      implements AuthenticationResult {}

  /// The caller is not authenticated, or may not make requests.
  ///
  /// @param customer the caller's customer, where known
  record Refused(Problem problem, Optional<CustomerId> customer) implements AuthenticationResult {}
}
