package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import java.util.Optional;

/// What a client is told at once of what it said on its connection.
sealed interface Reaction {

  /// Nothing: what there is to say comes with the answer.
  record Nothing() implements Reaction {}

  /// That we are there.
  record Pong() implements Reaction {}

  /// That it leads to nothing.
  ///
  /// @param id the answer that it spoke of; empty when it named none
  /// @param customer whose connection it is; empty when that is not known
  /// @param model that was asked for; empty when none could be read
  record Refused(Problem problem, String id, Optional<CustomerId> customer, Optional<ModelId> model)
      implements Reaction {

    Refused(Problem problem, String id) {
      this(problem, id, Optional.empty(), Optional.empty());
    }

    Refused by(CustomerId known) {
      return new Refused(problem, id, Optional.of(known), model);
    }

    Refused forModel(ModelId asked) {
      return new Refused(problem, id, customer, Optional.of(asked));
    }
  }

  /// That an answer was admitted and failed before it began. It is written down.
  record Failed(Problem problem, String id) implements Reaction {}

  static Refused refused(Problem problem, AnswerId id) {
    return new Refused(problem, id.value());
  }
}
