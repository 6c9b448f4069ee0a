package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.PromptPart;

/// What a client says on its connection.
public sealed interface WebSocketMessage {

  /// The answer that it speaks of; empty when it names none.
  default String answerId() {
    return switch (this) {
      case Invoke(ClientAnswerId id, _) -> id.value();
      case Part(ClientAnswerId id, _) -> id.value();
      case Stop(ClientAnswerId id) -> id.value();
      case Ping() -> "";
      case Invalid(_, String id) -> id;
    };
  }

  /// It wants an answer.
  ///
  /// @param body the whole message
  record Invoke(ClientAnswerId id, Payload body) implements WebSocketMessage {}

  /// It sends part of an [Invoke] that is longer than one frame.
  record Part(ClientAnswerId id, PromptPart part) implements WebSocketMessage {}

  /// It wants no more of an answer.
  record Stop(ClientAnswerId id) implements WebSocketMessage {}

  /// It wants to know whether we are there.
  record Ping() implements WebSocketMessage {}

  /// It says nothing that there is an answer to.
  ///
  /// @param id the answer that it speaks of; empty when it names none that could be one
  record Invalid(Problem problem, String id) implements WebSocketMessage {}
}
