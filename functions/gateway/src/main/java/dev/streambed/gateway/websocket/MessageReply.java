package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import java.util.Optional;

/// The immediate reply to a client's message on its connection.
sealed interface MessageReply {

  /// Nothing: what there is to say comes with the answer.
  record Nothing() implements MessageReply {}

  /// That we are there.
  record Pong() implements MessageReply {}

  /// That it leads to nothing.
  ///
  /// @param id the answer that it spoke of; empty when it named none
  /// @param customer whose connection it is; empty when that is not known
  /// @param model that was asked for; empty when none could be read
  record Refused(Problem problem, String id, Optional<CustomerId> customer, Optional<ModelId> model)
      implements MessageReply {

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
  record Failed(Problem problem, String id) implements MessageReply {}

  static Refused refused(Problem problem, ClientAnswerId id) {
    return new Refused(problem, id.value());
  }
}
