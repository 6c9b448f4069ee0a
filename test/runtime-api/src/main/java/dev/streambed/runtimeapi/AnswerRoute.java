package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.Optional;

/// The two ways to end an invocation: `/invocation/{id}/response` and `/invocation/{id}/error`.
record AnswerRoute(Settings settings, Workers workers) {

  Reply answer(String route, RequestHead head, Body body, Runnable cut) throws IOException {
    String[] parts = route.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("invocation") || !isEnd(parts[2])) {
      return Reply.notFound();
    }
    if (!head.method().equals("POST")) {
      return Reply.methodNotAllowed();
    }
    Optional<Turn> turn = workers.find(parts[1]);
    if (turn.isEmpty() || isAnotherAttempt(head, turn.get())) {
      return Reply.invalidRequestId();
    }
    if (!turn.get().begin(cut)) {
      return refused(turn.get());
    }
    return parts[2].equals("response")
        ? new Answering(turn.get(), head, body, settings).receive()
        : failed(turn.get(), head, body);
  }

  private static Reply failed(Turn turn, RequestHead head, Body body) {
    try {
      turn.sent(new Outcome.FunctionError(head.errorType(), body.text()));
      return Reply.accepted();
    } catch (IOException broken) {
      turn.sent(new Outcome.Truncated());
      return Reply.truncated();
    }
  }

  private Reply refused(Turn turn) {
    boolean lost = turn.stage() == Turn.Stage.LOST;
    if (workers.several()) {
      return lost ? Reply.invokeTimeout() : Reply.invalidRequestId();
    }
    return lost ? Reply.invalidRequestId() : Reply.invalidStateTransition();
  }

  private static boolean isEnd(String name) {
    return name.equals("response") || name.equals("error");
  }

  private static boolean isAnotherAttempt(RequestHead head, Turn turn) {
    String attempt = head.headers().first("Lambda-Runtime-Invocation-Id");
    return !attempt.isEmpty() && !attempt.equals(turn.invocation().invocationId());
  }
}
