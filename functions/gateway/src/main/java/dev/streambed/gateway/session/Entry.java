package dev.streambed.gateway.session;

/// Whether an answer may begin under its name.
public sealed interface Entry {

  record Entered(RunningAnswer answer) implements Entry {}

  /// An answer of the same customer's runs under that name.
  record Taken() implements Entry {}
}
