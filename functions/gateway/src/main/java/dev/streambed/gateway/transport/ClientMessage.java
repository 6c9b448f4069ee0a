package dev.streambed.gateway.transport;

import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.PromptPart;

/// What a client says on its connection.
public sealed interface ClientMessage {

  /// The answer that it speaks of; empty when it names none.
  default String about() {
    return switch (this) {
      case Invoke(AnswerId id, _) -> id.value();
      case Part(AnswerId id, _) -> id.value();
      case Stop(AnswerId id) -> id.value();
      case Ping() -> "";
      case Wrong(_, String id) -> id;
    };
  }

  /// It wants an answer.
  ///
  /// @param body the whole message
  record Invoke(AnswerId id, Payload body) implements ClientMessage {}

  /// It sends part of an [Invoke] that is longer than one frame.
  record Part(AnswerId id, PromptPart part) implements ClientMessage {}

  /// It wants no more of an answer.
  record Stop(AnswerId id) implements ClientMessage {}

  /// It wants to know whether we are there.
  record Ping() implements ClientMessage {}

  /// It says nothing that there is an answer to.
  ///
  /// @param id the answer that it speaks of; empty when it names none that could be one
  record Wrong(Problem problem, String id) implements ClientMessage {}
}
