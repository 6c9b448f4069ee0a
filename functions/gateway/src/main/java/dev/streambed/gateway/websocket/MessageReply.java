package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.json.JsonObject;
import java.util.Optional;

/// The immediate reply to a client's message on its connection.
sealed interface MessageReply {

  /// No immediate reply; the answer has its own messages.
  record Nothing() implements MessageReply {}

  /// The reply to a ping.
  record Pong() implements MessageReply {}

  /// The message was refused.
  ///
  /// @param id the id of the answer that the message named; empty when it named none
  /// @param customer the owner of the connection; empty when unknown
  /// @param model the requested model; empty when none could be read
  /// @param limits what is left of the customer's limits; empty when nothing was counted
  record Refused(
      Problem problem,
      String id,
      Optional<CustomerId> customer,
      Optional<ModelId> model,
      JsonObject limits)
      implements MessageReply {

    Refused(Problem problem, String id) {
      this(problem, id, Optional.empty(), Optional.empty(), JsonObject.EMPTY);
    }

    Refused by(CustomerId known) {
      return new Refused(problem, id, Optional.of(known), model, limits);
    }

    Refused forModel(ModelId asked) {
      return new Refused(problem, id, customer, Optional.of(asked), limits);
    }

    Refused with(JsonObject known) {
      return new Refused(problem, id, customer, model, known);
    }
  }

  /// The answer was admitted but failed before it started. This is recorded.
  record Failed(Problem problem, String id) implements MessageReply {}

  static Refused refused(Problem problem, ClientAnswerId id) {
    return new Refused(problem, id.value());
  }
}
