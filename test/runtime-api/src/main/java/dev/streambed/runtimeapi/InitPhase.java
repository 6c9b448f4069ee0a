package dev.streambed.runtimeapi;

/// How far an environment's initialisation has come.
public sealed interface InitPhase {

  /// The runtime asked for its first event.
  record Ready() implements InitPhase {}

  /// The runtime asked `/restore/next`: a snapshot can be taken. [RuntimeApi#restore] lets it go
  /// on.
  record AwaitingRestore() implements InitPhase {}

  /// The runtime reported `/init/error`.
  record InitError(String errorType, String errorBody) implements InitPhase {}

  /// The runtime reported `/restore/error`.
  record RestoreError(String errorType, String errorBody) implements InitPhase {}

  /// The process ended without a report.
  record Exited() implements InitPhase {}

  /// Nothing happened in the given time.
  record TimedOut() implements InitPhase {}
}
