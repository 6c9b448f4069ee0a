package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.ConnectionRows;
import dev.streambed.gateway.session.Owner;
import dev.streambed.gateway.transport.ClientMessage;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.SocketEvent;
import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.PromptPart;
import java.util.Optional;

/// What clients say on their connections, each message for itself. Thread-safe.
record Conversation(
    Authenticator auth, ConnectionRows connections, Questions questions, Parts parts) {

  Reaction react(SocketEvent.Said said) {
    return switch (said.message()) {
      case ClientMessage.Ping() -> new Reaction.Pong();
      case ClientMessage.Wrong(Problem problem, String id) -> new Reaction.Refused(problem, id);
      case ClientMessage.Invoke(AnswerId id, Payload body) ->
          fromOwner(said, id, asker -> questions.ask(asker, new Handover.Prompt.Message(body)));
      case ClientMessage.Part(AnswerId id, PromptPart part) ->
          fromOwner(said, id, asker -> parts.take(asker, part));
      case ClientMessage.Stop(AnswerId id) -> fromOwner(said, id, questions::stop);
    };
  }

  private interface Act {
    Reaction by(Asker asker);
  }

  // Checked again with every message: a token can be revoked while its connection is open.
  private Reaction fromOwner(SocketEvent.Said said, AnswerId id, Act act) {
    Optional<Owner> owner = connections.find(said.connection());
    Optional<Pass> pass = owner.flatMap(known -> Pass.of(known.pass()));
    if (owner.isEmpty() || pass.isEmpty()) {
      return Reaction.refused(Problem.of(ErrorCode.UNAUTHENTICATED), id);
    }
    return switch (auth.recognise(pass.get())) {
      case Identification.Known(Customer customer, _) ->
          act.by(new Asker(customer, key(said, id, owner.get()), said.function()));
      case Identification.Refused(Problem problem) -> Reaction.refused(problem, id);
    };
  }

  private static AnswerKey key(SocketEvent.Said said, AnswerId id, Owner owner) {
    return new AnswerKey(said.connection(), id, said.requestId(), owner.until());
  }
}
