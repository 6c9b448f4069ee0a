package dev.streambed.runtimeapi;

import java.io.IOException;
import java.util.Optional;

/// Which request does what, and what the state machine says to it.
record Routes(Settings settings, Lifecycle lifecycle, Workers workers) {

  private static final String ROOT = "/2018-06-01/runtime/";

  /// Answers one request; nothing when the connection is to be closed without an answer.
  ///
  /// @param cut breaks the connection that the request came on
  Optional<Reply> answer(RequestHead head, Body body, Runnable cut)
      throws IOException, InterruptedException {
    if (!head.path().startsWith(ROOT)) {
      return Optional.of(Reply.notFound());
    }
    String route = head.path().substring(ROOT.length());
    return switch (head.method() + " " + route) {
      case "GET invocation/next" -> next();
      case "POST init/error" -> Optional.of(initError(head, body));
      case "GET restore/next" -> restoreNext();
      case "POST restore/error" -> Optional.of(restoreError(head, body));
      default -> Optional.of(new AnswerRoute(settings, workers).answer(route, head, body, cut));
    };
  }

  private Optional<Reply> next() throws InterruptedException {
    if (!lifecycle.ready()) {
      return Optional.of(Reply.invalidStateTransition());
    }
    return switch (workers.next()) {
      case Grant.Event event -> Optional.of(Reply.event(event.invocation()));
      case Grant.Forbidden _ -> Optional.of(Reply.invalidStateTransition());
      case Grant.TooMany _ -> Optional.of(Reply.tooManyWorkers());
      case Grant.Dismissed _ -> Optional.empty();
    };
  }

  private Reply initError(RequestHead head, Body body) throws IOException {
    boolean allowed = lifecycle.initError(head.errorType(), body.text());
    return allowed ? Reply.accepted() : Reply.invalidStateTransition();
  }

  private Optional<Reply> restoreNext() throws InterruptedException {
    if (!settings.snapStart()) {
      return Optional.of(Reply.notFound());
    }
    if (lifecycle.awaitRestore()) {
      return Optional.of(Reply.restored());
    }
    return workers.isGone() ? Optional.empty() : Optional.of(Reply.invalidStateTransition());
  }

  private Reply restoreError(RequestHead head, Body body) throws IOException {
    if (!settings.snapStart()) {
      return Reply.notFound();
    }
    boolean allowed = lifecycle.restoreError(head.errorType(), body.text());
    return allowed ? Reply.accepted() : Reply.invalidStateTransition();
  }
}
