package dev.streambed.gateway.limit;

import java.util.Optional;

/// What became of a settlement.
public sealed interface Settlement {

  /// The counters are right now.
  ///
  /// @param threshold a threshold of the customer's budget that it has found
  record Settled(Optional<ShardThresholdReached> threshold) implements Settlement {}

  /// It had been settled.
  record AlreadySettled() implements Settlement {}

  /// The table could not be written; the reservation stays until it is swept.
  ///
  /// @param cause AWS's name of the error, or a class
  record Failed(String cause) implements Settlement {}
}
