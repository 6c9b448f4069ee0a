package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Problem;
import java.util.Optional;

/// Whether we know who sent a call.
public sealed interface Identification {

  /// We do.
  ///
  /// @param pass what [Authenticator#recognise] knows the caller again by
  record Known(Customer customer, Pass pass) implements Identification {}

  /// We do not, or the caller may not call.
  ///
  /// @param customer whose the caller is, where that is known all the same
  record Refused(Problem problem, Optional<CustomerId> customer) implements Identification {}
}
