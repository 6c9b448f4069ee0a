package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;

/// A message from a client on its connection.
public sealed interface WebSocketMessage {

  /// The id of the answer that the message is about; empty when it names none.
  default String answerId() {
    return switch (this) {
      case Invoke(ClientAnswerId id, _) -> id.value();
      case Part(ClientAnswerId id, _) -> id.value();
      case Stop(ClientAnswerId id) -> id.value();
      case Ping() -> "";
      case Invalid(_, String id) -> id;
    };
  }

  /// Requests an answer.
  ///
  /// @param body the whole message
  record Invoke(ClientAnswerId id, Payload body) implements WebSocketMessage {}

  /// A part of an [Invoke] message that does not fit into one frame.
  record Part(ClientAnswerId id, PromptPart part) implements WebSocketMessage {}

  /// Stops an answer.
  record Stop(ClientAnswerId id) implements WebSocketMessage {}

  /// Checks that the connection works.
  record Ping() implements WebSocketMessage {}

  /// An invalid message.
  ///
  /// @param id the id of the answer that the message names; empty when it names none, or an invalid
  ///   one
  record Invalid(Problem problem, String id) implements WebSocketMessage {}
}
