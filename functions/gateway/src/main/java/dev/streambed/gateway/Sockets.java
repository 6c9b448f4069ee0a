package dev.streambed.gateway;

import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.Identification;
import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.reply.SocketWords;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.session.ConnectionRows;
import dev.streambed.gateway.transport.SocketEvent;
import dev.streambed.gateway.transport.SocketReturn;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// What happens on WebSockets, as far as API Gateway waits for it. Thread-safe.
record Sockets(
    Authenticator auth, ConnectionRows connections, Conversation conversation, Faults faults) {

  void meet(SocketEvent event, SocketReturn back) throws IOException {
    switch (event) {
      case SocketEvent.Connecting connecting -> connect(connecting, back);
      case SocketEvent.Said said -> tell(reaction(said), said.requestId(), back);
      case SocketEvent.Ended ended -> disconnect(ended, back);
    }
  }

  private void connect(SocketEvent.Connecting connecting, SocketReturn back) throws IOException {
    Optional<Problem> problem = attempt(() -> admit(connecting));
    if (problem.isPresent()) {
      faults.report(problem.get(), connecting.requestId());
      back.refuse(problem.get().code().status());
      return;
    }
    back.connect(connecting.offersProtocol());
  }

  private Optional<Problem> admit(SocketEvent.Connecting connecting) {
    return switch (auth.identify(connecting.headers())) {
      case Identification.Known(Customer customer, Pass pass) -> {
        connections.open(connecting.connection(), customer.id(), pass.text());
        yield Optional.empty();
      }
      case Identification.Refused(Problem problem) -> Optional.of(problem);
    };
  }

  private void disconnect(SocketEvent.Ended ended, SocketReturn back) throws IOException {
    attempt(
            () -> {
              connections.close(ended.connection());
              return Optional.empty();
            })
        .ifPresent(problem -> faults.report(problem, ended.requestId()));
    back.nothing();
  }

  private Reaction reaction(SocketEvent.Said said) {
    try {
      return conversation.react(said);
    } catch (RuntimeException e) {
      return new Reaction.Refused(problem(e), said.message().about());
    }
  }

  private void tell(Reaction reaction, RequestId requestId, SocketReturn back) throws IOException {
    switch (reaction) {
      case Reaction.Nothing() -> back.nothing();
      case Reaction.Pong() -> back.message(SocketWords.pong());
      case Reaction.Failed(Problem problem, String id) ->
          back.message(SocketWords.refusal(problem, id, requestId));
      case Reaction.Refused(Problem problem, String id) -> {
        faults.report(problem, requestId);
        back.message(SocketWords.refusal(problem, id, requestId));
      }
    }
  }

  private static Optional<Problem> attempt(Supplier<Optional<Problem>> act) {
    try {
      return act.get();
    } catch (RuntimeException e) {
      return Optional.of(problem(e));
    }
  }

  private static Problem problem(RuntimeException thrown) {
    return thrown instanceof SdkException
        ? Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(thrown))
        : Faults.internal(thrown);
  }
}
