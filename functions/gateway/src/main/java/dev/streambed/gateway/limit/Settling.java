package dev.streambed.gateway.limit;

import java.util.Optional;

/// What became of a settlement.
public sealed interface Settling {

  /// The counters are right now.
  ///
  /// @param milestone a threshold of the customer's budget that it has found
  record Settled(Optional<Milestone> milestone) implements Settling {}

  /// It had been settled.
  record Before() implements Settling {}

  /// The table could not be written; the reservation stays until it is swept.
  ///
  /// @param cause AWS's name of the error, or a class
  record Failed(String cause) implements Settling {}
}
