package dev.streambed.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The loop: asks for an event, has it answered, asks again. One thread, one connection.
///
/// Whatever goes wrong with one event, the next one is asked for. The loop ends only when the
/// platform gives no event any more, or when another worker has taken over because this one's
/// handler did not return in time.
final class Worker implements Runnable {

  private final WorkerContext workerContext;
  private final WorkerPool workerPool;
  private final RuntimeApiClient runtimeApiClient;
  private final InvocationEnder invocationEnder;
  private final NextInvocationRetries nextInvocationRetries;
  private final @Nullable RunningInvocation inherited;

  /// A worker of its own.
  ///
  /// @param inherited an invocation to end first, whose handler does not return
  Worker(
      WorkerContext workerContext,
      WorkerPool workerPool,
      RuntimeApiClient runtimeApiClient,
      @Nullable RunningInvocation inherited) {
    this.workerContext = workerContext;
    this.workerPool = workerPool;
    this.runtimeApiClient = runtimeApiClient;
    this.invocationEnder = new InvocationEnder(workerContext.log(), runtimeApiClient);
    this.nextInvocationRetries = new NextInvocationRetries(workerContext.sleeper());
    this.inherited = inherited;
  }

  @Override
  public void run() {
    try (runtimeApiClient) {
      if (inherited != null) {
        endInherited(inherited);
      }
      boolean more = true;
      while (more) {
        more = serveNext();
      }
    }
  }

  private void endInherited(RunningInvocation runningInvocation) {
    try {
      runningInvocation.answer().revoke();
      invocationEnder.failed(runningInvocation, Failure.deadline());
      workerPool.stuckInvocationEnded();
    } catch (Throwable poisoned) { // this worker is needed for the next event all the same
      workerContext.log().failure("a stuck handler's answer could not be ended", poisoned, null);
    }
  }

  private boolean serveNext() {
    try {
      Invocation invocation = next();
      if (invocation != null) {
        return serve(invocation);
      }
    } catch (Throwable poisoned) { // even an error of the virtual machine: the next event may do
      if (nextInvocationRetries.failed()) {
        return true;
      }
    }
    workerPool.platformGone();
    return false;
  }

  private @Nullable Invocation next() {
    while (true) {
      try {
        Invocation invocation =
            Invocation.of(runtimeApiClient.call(RuntimeApiRequest.nextInvocation()));
        nextInvocationRetries.succeeded();
        return invocation;
      } catch (MalformedResponseException malformed) {
        workerContext.log().failure("the Runtime API gave no event", malformed, null);
      } catch (IOException _) {
        // It may be gone; if it is, that is said once, at the end.
      }
      runtimeApiClient.close();
      if (!nextInvocationRetries.failed()) {
        return null;
      }
    }
  }

  /// False when another worker has taken over meanwhile.
  private boolean serve(Invocation invocation) {
    InvocationResponse invocationResponse =
        new InvocationResponse(workerContext.settings().runtimeApiEndpoint(), invocation);
    RunningInvocation runningInvocation =
        new RunningInvocation(
            invocation,
            invocationResponse,
            Thread.currentThread(),
            workerContext.millisClock().millis());
    Throwable thrown = handle(runningInvocation);
    if (!runningInvocation.claim()) {
      workerPool.returnedLate(runningInvocation);
      return false;
    }
    // An interrupt was for this event, not for the next one.
    Thread.interrupted();
    if (thrown == null) {
      invocationEnder.succeeded(runningInvocation);
    } else {
      conclude(runningInvocation, thrown);
    }
    return true;
  }

  // The log comes last: whatever happens to it, the caller has its answer.
  private void conclude(RunningInvocation runningInvocation, Throwable thrown) {
    boolean begun = runningInvocation.answer().started();
    invocationEnder.failed(
        runningInvocation,
        runningInvocation.isInterrupted() ? Failure.deadline() : Failure.ofHandler(thrown));
    String sentence =
        begun
            ? "the handler failed after its answer had begun"
            : "the handler failed before its answer began";
    workerContext.log().failure(sentence, thrown, runningInvocation.invocation());
  }

  private @Nullable Throwable handle(RunningInvocation runningInvocation) {
    Invocation invocation = runningInvocation.invocation();
    try {
      workerPool.begin(runningInvocation);
      InvocationContext context =
          new InvocationContext(
              invocation,
              workerContext.settings().function(),
              workerContext.log(),
              workerContext.millisClock());
      workerContext
          .handler()
          .handle(
              new ByteArrayInputStream(invocation.event()), runningInvocation.answer(), context);
      return null;
    } catch (Throwable thrown) { // a handler's error must not end the loop, whatever it is
      return thrown;
    } finally {
      workerPool.end(runningInvocation);
    }
  }
}
