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

  private final Tools tools;
  private final Crew crew;
  private final Channel channel;
  private final Conclusion conclusion;
  private final Retries retries;
  private final @Nullable Turn inherited;

  /// A worker of its own.
  ///
  /// @param inherited an invocation to end first, whose handler does not return
  Worker(Tools tools, Crew crew, Channel channel, @Nullable Turn inherited) {
    this.tools = tools;
    this.crew = crew;
    this.channel = channel;
    this.conclusion = new Conclusion(tools.log(), channel);
    this.retries = new Retries(tools.pause());
    this.inherited = inherited;
  }

  @Override
  public void run() {
    try (channel) {
      if (inherited != null) {
        endInherited(inherited);
      }
      boolean more = true;
      while (more) {
        more = serveNext();
      }
    }
  }

  private void endInherited(Turn turn) {
    try {
      turn.answer().takeAway();
      conclusion.failed(turn, Failure.deadline());
      crew.inheritedEnded();
    } catch (Throwable poisoned) { // this worker is needed for the next event all the same
      tools.log().failure("a stuck handler's answer could not be ended", poisoned, null);
    }
  }

  private boolean serveNext() {
    try {
      Invocation invocation = next();
      if (invocation != null) {
        return serve(invocation);
      }
    } catch (Throwable poisoned) { // even an error of the virtual machine: the next event may do
      if (retries.failed()) {
        return true;
      }
    }
    crew.platformGone();
    return false;
  }

  private @Nullable Invocation next() {
    while (true) {
      try {
        Invocation invocation = Invocation.of(channel.call(new NextInvocation()));
        retries.succeeded();
        return invocation;
      } catch (MalformedAnswer malformed) {
        tools.log().failure("the Runtime API gave no event", malformed, null);
      } catch (IOException _) {
        // It may be gone; if it is, that is said once, at the end.
      }
      channel.close();
      if (!retries.failed()) {
        return null;
      }
    }
  }

  /// False when another worker has taken over meanwhile.
  private boolean serve(Invocation invocation) {
    Answer answer = new Answer(tools.settings().endpoint(), invocation);
    Turn turn = new Turn(invocation, answer, Thread.currentThread(), tools.clock().millis());
    Throwable thrown = handle(turn);
    if (!turn.claim()) {
      crew.returnedLate(turn);
      return false;
    }
    // An interrupt was for this event, not for the next one.
    Thread.interrupted();
    if (thrown == null) {
      conclusion.whole(turn);
    } else {
      conclude(turn, thrown);
    }
    return true;
  }

  // The log comes last: whatever happens to it, the caller has its answer.
  private void conclude(Turn turn, Throwable thrown) {
    boolean begun = turn.answer().started();
    conclusion.failed(turn, turn.isInterrupted() ? Failure.deadline() : Failure.ofHandler(thrown));
    String sentence =
        begun
            ? "the handler failed after its answer had begun"
            : "the handler failed before its answer began";
    tools.log().failure(sentence, thrown, turn.invocation());
  }

  private @Nullable Throwable handle(Turn turn) {
    Invocation invocation = turn.invocation();
    try {
      crew.begin(turn);
      InvocationContext context =
          new InvocationContext(
              invocation, tools.settings().function(), tools.log(), tools.clock());
      tools.handler().handle(new ByteArrayInputStream(invocation.event()), turn.answer(), context);
      return null;
    } catch (Throwable thrown) { // a handler's error must not end the loop, whatever it is
      return thrown;
    } finally {
      crew.end(turn);
    }
  }
}
