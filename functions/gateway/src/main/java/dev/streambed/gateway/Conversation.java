package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.sdk.CallDeadline;
import dev.streambed.gateway.session.AnswerKey;
import dev.streambed.gateway.session.ConnectionRows;
import dev.streambed.gateway.session.Owner;
import dev.streambed.gateway.transport.ClientMessage;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.SocketEvent;
import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.PromptPart;
import dev.streambed.gateway.vocabulary.RateLimit;
import java.time.Duration;
import java.util.Optional;

/// What clients say on their connections, each message for itself. Thread-safe.
record Conversation(
    Authenticator auth, ConnectionRows connections, Rates rates, Questions questions, Parts parts) {

  /// API Gateway waits 29 seconds for a route's answer.
  private static final Duration WAIT = Duration.ofSeconds(27);

  Reaction react(SocketEvent.Said said) {
    return switch (said.message()) {
      case ClientMessage.Ping() -> new Reaction.Pong();
      case ClientMessage.Wrong(Problem problem, String id) -> new Reaction.Refused(problem, id);
      case ClientMessage.Invoke(AnswerId id, Payload body) ->
          fromOwner(
              said, id, (asker, _) -> questions.ask(asker, new Handover.Prompt.Message(body)));
      case ClientMessage.Part(AnswerId id, PromptPart part) ->
          fromOwner(said, id, (asker, pass) -> take(asker, pass, part));
      case ClientMessage.Stop(AnswerId id) -> fromOwner(said, id, this::stop);
    };
  }

  private interface Act {
    Reaction by(Asker asker, Pass pass);
  }

  // Checked again with every message: a token can be revoked while its connection is open.
  private Reaction fromOwner(SocketEvent.Said said, AnswerId id, Act act) {
    Deadline until = Deadline.in(WAIT, connections.clock());
    Optional<Owner> owner = CallDeadline.within(until, () -> connections.find(said.connection()));
    Optional<Pass> pass = owner.flatMap(known -> Pass.of(known.pass()));
    if (owner.isEmpty() || pass.isEmpty()) {
      return Reaction.refused(Problem.of(ErrorCode.UNAUTHENTICATED), id);
    }
    return switch (CallDeadline.within(until, () -> auth.recognise(pass.get()))) {
      case Identification.Known(Customer customer, _) -> {
        AnswerKey key = key(said, id, owner.get());
        yield attempt(new Asker(customer, key, said.function(), until), pass.get(), act);
      }
      case Identification.Refused(Problem problem, Optional<CustomerId> customer) -> {
        Reaction.Refused refused = Reaction.refused(problem, id);
        yield customer.map(refused::by).orElse(refused);
      }
    };
  }

  private Reaction attempt(Asker asker, Pass pass, Act act) {
    CustomerId customer = asker.customer().id();
    try {
      Reaction reaction = act.by(asker, pass);
      return reaction instanceof Reaction.Refused refused ? refused.by(customer) : reaction;
    } catch (RuntimeException e) {
      return Reaction.refused(Faults.ofTablesOrOurs(e), asker.answer().id()).by(customer);
    }
  }

  private Reaction take(Asker asker, Pass pass, PromptPart part) {
    return rates
        .count(asker.customer(), pass, RateLimit.PROMPT_PARTS_PER_MINUTE)
        .<Reaction>map(problem -> Reaction.refused(problem, asker.answer().id()))
        .orElseGet(() -> parts.take(asker, part));
  }

  private Reaction stop(Asker asker, Pass pass) {
    return rates
        .countStop(asker.customer(), pass)
        .<Reaction>map(problem -> Reaction.refused(problem, asker.answer().id()))
        .orElseGet(() -> questions.stop(asker));
  }

  private static AnswerKey key(SocketEvent.Said said, AnswerId id, Owner owner) {
    return new AnswerKey(said.connection(), id, said.requestId(), owner.until());
  }
}
