package dev.streambed.gateway.websocket;

import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.auth.AuthenticationResult;
import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.session.WebSocketConnections;
import dev.streambed.gateway.transport.WebSocketEvent;
import dev.streambed.gateway.transport.WebSocketResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// Handles `$connect` and `$disconnect`. Thread-safe.
record ConnectionHandler(
    Authenticator auth,
    WebSocketConnections connections,
    RequestRateLimiter requestRateLimiter,
    ProblemLog problemLog) {

  void connect(WebSocketEvent.ConnectRequested connectRequested, WebSocketResponse back)
      throws IOException {
    Optional<RefusedRequest> refusal = admit(connectRequested);
    if (refusal.isPresent()) {
      problemLog.report(refusal.get());
      back.refuse(refusal.get().problem().code().status());
      return;
    }
    back.connect(connectRequested.offersProtocol());
  }

  private Optional<RefusedRequest> admit(WebSocketEvent.ConnectRequested connectRequested) {
    RequestId requestId = connectRequested.requestId();
    return switch (identify(connectRequested)) {
      case AuthenticationResult.Known(Customer customer, VerifiedCredential verifiedCredential) ->
          attempt(() -> open(connectRequested, customer, verifiedCredential))
              .map(problem -> RefusedRequest.of(problem, requestId, customer));
      case AuthenticationResult.Refused(Problem problem, Optional<CustomerId> customer) -> {
        RefusedRequest refusedRequest = RefusedRequest.of(problem, requestId);
        yield Optional.of(customer.map(refusedRequest::by).orElse(refusedRequest));
      }
    };
  }

  private AuthenticationResult identify(WebSocketEvent.ConnectRequested connectRequested) {
    try {
      return auth.authenticate(connectRequested.headers());
    } catch (RuntimeException e) {
      return new AuthenticationResult.Refused(ProblemLog.internal(e), Optional.empty());
    }
  }

  private Optional<Problem> open(
      WebSocketEvent.ConnectRequested connectRequested,
      Customer customer,
      VerifiedCredential verifiedCredential) {
    Optional<Problem> problem =
        requestRateLimiter.count(customer, verifiedCredential, RateLimit.CONNECTIONS_PER_MINUTE);
    if (problem.isEmpty()) {
      connections.open(connectRequested.connection(), customer.id(), verifiedCredential.toText());
    }
    return problem;
  }

  void disconnect(WebSocketEvent.Disconnected disconnected, WebSocketResponse back)
      throws IOException {
    attempt(
            () -> {
              connections.close(disconnected.connection());
              return Optional.empty();
            })
        .ifPresent(
            problem -> problemLog.report(RefusedRequest.of(problem, disconnected.requestId())));
    back.empty();
  }

  private static Optional<Problem> attempt(Supplier<Optional<Problem>> act) {
    try {
      return act.get();
    } catch (RuntimeException e) {
      return Optional.of(ProblemLog.ofException(e));
    }
  }
}
