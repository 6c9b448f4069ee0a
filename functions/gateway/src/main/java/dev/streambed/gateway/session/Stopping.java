package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.Problem;

/// What became of the wish to stop an answer.
public sealed interface Stopping {

  /// It will end within moments.
  record Asked() implements Stopping {}

  /// There is no such answer, or not any more.
  record NotRunning() implements Stopping {}

  /// The table cannot be reached.
  record Failed(Problem problem) implements Stopping {}
}
