package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Problem;

/// What a client is told at once of what it said on its connection.
sealed interface Reaction {

  /// Nothing: what there is to say comes with the answer.
  record Nothing() implements Reaction {}

  /// That we are there.
  record Pong() implements Reaction {}

  /// That it leads to nothing.
  ///
  /// @param id the answer that it spoke of; empty when it named none
  record Refused(Problem problem, String id) implements Reaction {}

  /// That an answer was admitted and failed before it began. It is written down.
  record Failed(Problem problem, String id) implements Reaction {}

  static Reaction refused(Problem problem, AnswerId id) {
    return new Refused(problem, id.value());
  }
}
