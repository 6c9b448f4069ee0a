package dev.streambed.gateway.session;

/// Whether an answer may begin under its name.
public sealed interface Registration {

  record Registered(RunningAnswer answer) implements Registration {}

  /// An answer of the same customer's runs under that name.
  record IdInUse() implements Registration {}
}
