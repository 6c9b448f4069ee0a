package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.Optional;

/// Routes each request to its handler and checks it against the state machine.
record Routes(
    RuntimeApiSettings runtimeApiSettings,
    InitStateMachine initStateMachine,
    InvocationDispatcher invocationDispatcher) {

  private static final String ROOT = "/2018-06-01/runtime/";

  /// Handles one request; returns nothing when the connection is to be closed without a response.
  ///
  /// @param cut breaks the connection of the request
  Optional<PlatformResponse> answer(RequestHead head, RequestBody requestBody, Runnable cut)
      throws IOException, InterruptedException {
    if (!head.path().startsWith(ROOT)) {
      return Optional.of(PlatformResponse.notFound());
    }
    String route = head.path().substring(ROOT.length());
    return switch (head.method() + " " + route) {
      case "GET invocation/next" -> next();
      case "POST init/error" -> Optional.of(initError(head, requestBody));
      case "GET restore/next" -> restoreNext();
      case "POST restore/error" -> Optional.of(restoreError(head, requestBody));
      default -> Optional.of(invocationEnd(route, head, requestBody, cut));
    };
  }

  private Optional<PlatformResponse> next() throws InterruptedException {
    if (!initStateMachine.ready()) {
      return Optional.of(PlatformResponse.invalidStateTransition());
    }
    return switch (invocationDispatcher.next()) {
      case InvocationDispatcher.NextResult.Event event ->
          Optional.of(PlatformResponse.event(event.invocation()));
      case InvocationDispatcher.NextResult.Forbidden _ ->
          Optional.of(PlatformResponse.invalidStateTransition());
      case InvocationDispatcher.NextResult.TooMany _ ->
          Optional.of(PlatformResponse.tooManyWorkers());
      case InvocationDispatcher.NextResult.Dismissed _ -> Optional.empty();
    };
  }

  private PlatformResponse initError(RequestHead head, RequestBody requestBody) throws IOException {
    boolean allowed = initStateMachine.initError(head.errorType(), requestBody.text());
    return allowed ? PlatformResponse.accepted() : PlatformResponse.invalidStateTransition();
  }

  private Optional<PlatformResponse> restoreNext() throws InterruptedException {
    if (!runtimeApiSettings.snapStart()) {
      return Optional.of(PlatformResponse.notFound());
    }
    if (initStateMachine.awaitRestore()) {
      return Optional.of(PlatformResponse.restored());
    }
    return invocationDispatcher.isGone()
        ? Optional.empty()
        : Optional.of(PlatformResponse.invalidStateTransition());
  }

  private PlatformResponse restoreError(RequestHead head, RequestBody requestBody)
      throws IOException {
    if (!runtimeApiSettings.snapStart()) {
      return PlatformResponse.notFound();
    }
    boolean allowed = initStateMachine.restoreError(head.errorType(), requestBody.text());
    return allowed ? PlatformResponse.accepted() : PlatformResponse.invalidStateTransition();
  }

  // The two ways to end an invocation: `/invocation/{id}/response` and `/invocation/{id}/error`.
  private PlatformResponse invocationEnd(
      String route, RequestHead head, RequestBody requestBody, Runnable cut) throws IOException {
    String[] parts = route.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("invocation") || !isEnd(parts[2])) {
      return PlatformResponse.notFound();
    }
    if (!head.method().equals("POST")) {
      return PlatformResponse.methodNotAllowed();
    }
    Optional<InvocationState> invocation = invocationDispatcher.find(parts[1]);
    if (invocation.isEmpty() || isAnotherAttempt(head, invocation.get())) {
      return PlatformResponse.invalidRequestId();
    }
    if (!invocation.get().begin(cut)) {
      return refused(invocation.get());
    }
    return parts[2].equals("response")
        ? new ResponseTransfer(invocation.get(), head, requestBody, runtimeApiSettings).receive()
        : failed(invocation.get(), head, requestBody);
  }

  private static PlatformResponse failed(
      InvocationState invocationState, RequestHead head, RequestBody requestBody) {
    try {
      invocationState.sent(
          new InvocationOutcome.FunctionError(head.errorType(), requestBody.text()));
      return PlatformResponse.accepted();
    } catch (IOException broken) {
      invocationState.sent(new InvocationOutcome.Truncated());
      return PlatformResponse.truncated();
    }
  }

  private PlatformResponse refused(InvocationState invocationState) {
    boolean lost = invocationState.stage() == InvocationState.Stage.LOST;
    if (invocationDispatcher.hasSeveralWorkers()) {
      return lost ? PlatformResponse.invokeTimeout() : PlatformResponse.invalidRequestId();
    }
    return lost ? PlatformResponse.invalidRequestId() : PlatformResponse.invalidStateTransition();
  }

  private static boolean isEnd(String name) {
    return name.equals("response") || name.equals("error");
  }

  private static boolean isAnotherAttempt(RequestHead head, InvocationState invocationState) {
    String attempt = head.headers().first("Lambda-Runtime-Invocation-Id");
    return !attempt.isEmpty() && !attempt.equals(invocationState.invocation().invocationId());
  }
}
