package dev.streambed.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The event loop: polls for an event, has it handled, and repeats. One thread, one connection.
///
/// No failure of an event ends the loop. It ends only when the platform sends no more events, or
/// when another worker has replaced this one because its handler did not return in time.
final class Worker implements Runnable {

  private final WorkerContext workerContext;
  private final WorkerPool workerPool;
  private final RuntimeApiClient runtimeApiClient;
  private final InvocationEnder invocationEnder;
  private final NextInvocationRetries nextInvocationRetries;
  private final @Nullable RunningInvocation inherited;

  /// Creates a worker.
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
        // The platform may be gone; in that case this is reported once, at the end.
      }
      runtimeApiClient.close();
      if (!nextInvocationRetries.failed()) {
        return null;
      }
    }
  }

  /// Returns false when another worker has taken over in the meantime.
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
    // Clears an interrupt that was meant for this event.
    Thread.interrupted();
    if (thrown == null) {
      invocationEnder.succeeded(runningInvocation);
    } else {
      conclude(runningInvocation, thrown);
    }
    return true;
  }

  // Logging comes last, so that its failure cannot affect the caller's response.
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
