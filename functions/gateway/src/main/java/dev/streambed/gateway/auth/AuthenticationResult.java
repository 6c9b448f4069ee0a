package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Problem;
import java.util.Optional;

/// Whether we know who sent a call.
public sealed interface AuthenticationResult {

  /// We do.
  ///
  /// @param verifiedCredential what [Authenticator#recognise] knows the caller again by
  record Known(Customer customer, VerifiedCredential verifiedCredential)
      implements AuthenticationResult {}

  /// We do not, or the caller may not call.
  ///
  /// @param customer whose the caller is, where that is known all the same
  record Refused(Problem problem, Optional<CustomerId> customer) implements AuthenticationResult {}
}
