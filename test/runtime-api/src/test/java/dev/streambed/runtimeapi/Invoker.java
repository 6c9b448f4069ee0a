package dev.streambed.runtimeapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// Invokes from a thread of its own, as a front door does.
final class Invoker {

  private final RuntimeApi api;

  Invoker(RuntimeApi api) {
    this.api = api;
  }

  RunningInvocation streamed(String requestId, ResponseSink sink) {
    return invoke(invocation(requestId, ResponseMode.STREAMED), sink);
  }

  RunningInvocation buffered(String requestId, ResponseSink sink) {
    return invoke(invocation(requestId, ResponseMode.BUFFERED), sink);
  }

  RunningInvocation invoke(Invocation invocation, ResponseSink sink) {
    CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(outcome, invocation, sink));
    return new RunningInvocation(outcome);
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
}
