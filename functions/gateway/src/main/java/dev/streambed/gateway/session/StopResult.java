package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.Problem;

/// What became of the wish to stop an answer.
public sealed interface StopResult {

  /// It will end within moments.
  record Requested() implements StopResult {}

  /// There is no such answer, or not any more.
  record NotRunning() implements StopResult {}

  /// The table cannot be reached.
  record Failed(Problem problem) implements StopResult {}
}
