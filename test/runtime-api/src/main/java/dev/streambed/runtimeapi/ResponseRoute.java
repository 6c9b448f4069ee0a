package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.Optional;

/// The two ways to end an invocation: `/invocation/{id}/response` and `/invocation/{id}/error`.
record ResponseRoute(
    RuntimeApiSettings runtimeApiSettings, InvocationDispatcher invocationDispatcher) {

  PlatformResponse answer(String route, RequestHead head, RequestBody requestBody, Runnable cut)
      throws IOException {
    String[] parts = route.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("invocation") || !isEnd(parts[2])) {
      return PlatformResponse.notFound();
    }
    if (!head.method().equals("POST")) {
      return PlatformResponse.methodNotAllowed();
    }
    Optional<InvocationState> turn = invocationDispatcher.find(parts[1]);
    if (turn.isEmpty() || isAnotherAttempt(head, turn.get())) {
      return PlatformResponse.invalidRequestId();
    }
    if (!turn.get().begin(cut)) {
      return refused(turn.get());
    }
    return parts[2].equals("response")
        ? new ResponseTransfer(turn.get(), head, requestBody, runtimeApiSettings).receive()
        : failed(turn.get(), head, requestBody);
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
