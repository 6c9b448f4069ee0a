package dev.streambed.runtimeapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Invokes from a thread of its own, as a front door does.
final class Invoker {

  private final RuntimeApi api;

  Invoker(RuntimeApi api) {
    this.api = api;
  }

  Running streamed(String requestId, ResponseSink sink) {
    return invoke(invocation(requestId, ResponseMode.STREAMED), sink);
  }

  Running buffered(String requestId, ResponseSink sink) {
    return invoke(invocation(requestId, ResponseMode.BUFFERED), sink);
  }

  Running invoke(Invocation invocation, ResponseSink sink) {
    CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(outcome, invocation, sink));
    return new Running(outcome);
  }

  static Invocation invocation(String requestId, ResponseMode mode) {
    byte[] event = "{\"an\":\"event\"}".getBytes(StandardCharsets.UTF_8);
    return new Invocation(requestId, event, mode, Instant.now().plusSeconds(30));
  }

  private void complete(
      CompletableFuture<InvocationOutcome> outcome, Invocation invocation, ResponseSink sink) {
    try {
      outcome.complete(api.invoke(invocation, sink));
    } catch (InterruptedException | RuntimeException failed) {
      outcome.completeExceptionally(failed);
    }
  }

  /// An invocation that runs on its own thread.
  record Running(CompletableFuture<InvocationOutcome> future) {

    /// How it ended, as soon as it has.
    InvocationOutcome outcome() throws Exception {
      return future.get(10, TimeUnit.SECONDS);
    }
  }
}
