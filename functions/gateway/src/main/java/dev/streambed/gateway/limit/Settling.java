package dev.streambed.gateway.limit;

/// What became of a settlement.
public sealed interface Settling {

  record Settled() implements Settling {}

  /// It had been settled.
  record Before() implements Settling {}

  /// The table could not be written; the reservation stays until it is swept.
  ///
  /// @param cause AWS's name of the error, or a class
  record Failed(String cause) implements Settling {}
}
