package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.reply.SocketWords;
import dev.streambed.gateway.session.ConnectionRows;
import dev.streambed.gateway.transport.SocketEvent;
import dev.streambed.gateway.transport.SocketReturn;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RateLimit;
import dev.streambed.gateway.vocabulary.RequestId;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// What happens on WebSockets, as far as API Gateway waits for it. Thread-safe.
record Sockets(
    Authenticator auth,
    ConnectionRows connections,
    Rates rates,
    Conversation conversation,
    Faults faults) {

  void meet(SocketEvent event, SocketReturn back) throws IOException {
    switch (event) {
      case SocketEvent.Connecting connecting -> connect(connecting, back);
      case SocketEvent.Said said -> tell(reaction(said), said.requestId(), back);
      case SocketEvent.Ended ended -> disconnect(ended, back);
    }
  }

  private void connect(SocketEvent.Connecting connecting, SocketReturn back) throws IOException {
    Optional<Refusal> refusal = admit(connecting);
    if (refusal.isPresent()) {
      faults.report(refusal.get());
      back.refuse(refusal.get().problem().code().status());
      return;
    }
    back.connect(connecting.offersProtocol());
  }

  private Optional<Refusal> admit(SocketEvent.Connecting connecting) {
    RequestId requestId = connecting.requestId();
    return switch (identify(connecting)) {
      case Identification.Known(Customer customer, Pass pass) ->
          attempt(() -> open(connecting, customer, pass))
              .map(problem -> Refusal.of(problem, requestId, customer));
      case Identification.Refused(Problem problem, Optional<CustomerId> customer) -> {
        Refusal refusal = Refusal.of(problem, requestId);
        yield Optional.of(customer.map(refusal::by).orElse(refusal));
      }
    };
  }

  private Identification identify(SocketEvent.Connecting connecting) {
    try {
      return auth.identify(connecting.headers());
    } catch (RuntimeException e) {
      return new Identification.Refused(Faults.internal(e), Optional.empty());
    }
  }

  private Optional<Problem> open(SocketEvent.Connecting connecting, Customer customer, Pass pass) {
    Optional<Problem> problem = rates.count(customer, pass, RateLimit.CONNECTIONS_PER_MINUTE);
    if (problem.isEmpty()) {
      connections.open(connecting.connection(), customer.id(), pass.text());
    }
    return problem;
  }

  private void disconnect(SocketEvent.Ended ended, SocketReturn back) throws IOException {
    attempt(
            () -> {
              connections.close(ended.connection());
              return Optional.empty();
            })
        .ifPresent(problem -> faults.report(Refusal.of(problem, ended.requestId())));
    back.nothing();
  }

  private Reaction reaction(SocketEvent.Said said) {
    try {
      return conversation.react(said);
    } catch (RuntimeException e) {
      return new Reaction.Refused(Faults.ofTablesOrOurs(e), said.message().about());
    }
  }

  private void tell(Reaction reaction, RequestId requestId, SocketReturn back) throws IOException {
    switch (reaction) {
      case Reaction.Nothing() -> back.nothing();
      case Reaction.Pong() -> back.message(SocketWords.pong());
      case Reaction.Failed(Problem problem, String id) ->
          back.message(SocketWords.refusal(problem, id, requestId));
      case Reaction.Refused(Problem problem, String id, var customer, var model) -> {
        faults.report(new Refusal(problem, requestId, customer, model));
        back.message(SocketWords.refusal(problem, id, requestId));
      }
    }
  }

  private static Optional<Problem> attempt(Supplier<Optional<Problem>> act) {
    try {
      return act.get();
    } catch (RuntimeException e) {
      return Optional.of(Faults.ofTablesOrOurs(e));
    }
  }
}
