package dev.streambed.runtimeapi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// An invocation that runs on a thread of its own.
record RunningInvocation(CompletableFuture<InvocationOutcome> future) {

  /// How it ended, as soon as it has.
  InvocationOutcome outcome() throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }
}
