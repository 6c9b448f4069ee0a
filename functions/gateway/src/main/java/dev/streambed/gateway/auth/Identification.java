package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.Problem;

/// Whether we know who sent a call.
public sealed interface Identification {

  /// We do.
  ///
  /// @param pass what [Authenticator#recognise] knows the caller again by
  record Known(Customer customer, Pass pass) implements Identification {}

  record Refused(Problem problem) implements Identification {}
}
