package dev.streambed.runtimeapi;

/// The phase of an environment's initialisation.
public sealed interface InitPhase {

  /// The runtime requested its first event.
  record Ready() implements InitPhase {}

  /// The runtime requested `/restore/next`: a snapshot can be taken. [RuntimeApi#restore]
  /// continues.
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
