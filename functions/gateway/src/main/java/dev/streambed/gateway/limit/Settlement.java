package dev.streambed.gateway.limit;

import java.util.Optional;

/// The result of a settlement.
public sealed interface Settlement {

  /// The counters are correct now.
  ///
  /// @param threshold a threshold of the customer's budget that was found to be reached
  record Settled(Optional<ShardThresholdReached> threshold) implements Settlement {}

  /// The reservation had been settled before.
  record AlreadySettled() implements Settlement {}

  /// The table could not be written. The reservation stays open until it is swept.
  ///
  /// @param cause AWS's name of the error, or the class name of an exception
  record Failed(String cause) implements Settlement {}
}
