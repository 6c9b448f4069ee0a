package dev.streambed.runtimeapi;

/// How far an environment's initialisation has come.
public sealed interface Startup {

  /// The runtime asked for its first event.
  record Ready() implements Startup {}

  /// The runtime asked `/restore/next`: a snapshot can be taken. [RuntimeApi#restore] lets it go
  /// on.
  record AwaitingRestore() implements Startup {}

  /// The runtime reported `/init/error`.
  record InitError(String errorType, String errorBody) implements Startup {}

  /// The runtime reported `/restore/error`.
  record RestoreError(String errorType, String errorBody) implements Startup {}

  /// The process ended without a word.
  record Exited() implements Startup {}

  /// Nothing happened in the given time.
  record TimedOut() implements Startup {}
}
