package dev.streambed.runtime;

import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A runtime in this process, with the platform on the other side of a socket.
final class RuntimeHarness implements AutoCloseable {

  /// The platform's timeout of an invocation.
  static final long TIMEOUT_SECONDS = 30;

  final WireRecording wire = new WireRecording();
  final RuntimeApi api;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final AtomicLong aheadMillis = new AtomicLong();
  private volatile Sleeper sleeper = _ -> {};
  private int invocations;

  private RuntimeHarness(RuntimeApiSettings runtimeApiSettings) throws IOException {
    api = RuntimeApi.start(runtimeApiSettings.withTap(wire));
  }

  /// Starts an ordinary environment with this handler.
  static RuntimeHarness with(StreamingHandler handler) throws IOException {
    return start(RuntimeApiSettings.onDemand(), Map.of(), () -> handler);
  }

  static RuntimeHarness start(
      RuntimeApiSettings runtimeApiSettings,
      Map<String, String> environment,
      Callable<StreamingHandler> handler)
      throws IOException {
    RuntimeHarness runtimeHarness = new RuntimeHarness(runtimeApiSettings);
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeHarness.api.address());
    Thread thread = new Thread(() -> runtimeHarness.run(all, handler), "stage");
    thread.setDaemon(true);
    thread.start();
    return runtimeHarness;
  }

  /// Sets the runtime's clock forward, so that it sees deadlines near which the platform sees far.
  RuntimeHarness ahead(long millis) {
    aheadMillis.set(millis);
    return this;
  }

  /// Sets how the runtime sleeps before it polls again; by default it does not.
  RuntimeHarness pausing(Sleeper sleeper) {
    this.sleeper = sleeper;
    return this;
  }

  InvocationOutcome streamed(ResponseSink sink) throws InterruptedException {
    return api.invoke(invocation(ResponseMode.STREAMED), sink);
  }

  InvocationOutcome buffered(ResponseSink sink) throws InterruptedException {
    return api.invoke(invocation(ResponseMode.BUFFERED), sink);
  }

  /// Invokes on a thread of its own.
  Running begin(ResponseSink sink) {
    return begin(invocation(ResponseMode.STREAMED), sink);
  }

  Running begin(Invocation invocation, ResponseSink sink) {
    CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(outcome, invocation, sink));
    return new Running(outcome);
  }

  synchronized Invocation invocation(ResponseMode mode) {
    invocations++;
    byte[] event = "{\"an\":\"event\"}".getBytes(StandardCharsets.UTF_8);
    Instant deadline = Instant.now().plusSeconds(TIMEOUT_SECONDS);
    return new Invocation("id-" + invocations, event, mode, deadline);
  }

  /// An invocation that runs.
  record Running(CompletableFuture<InvocationOutcome> future) {
    InvocationOutcome outcome() throws Exception {
      return future.get(20, TimeUnit.SECONDS);
    }
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /// Waits until a text is in the log, which is written after the answer.
  void awaitLog(String text) throws InterruptedException {
    long end = System.currentTimeMillis() + 10_000;
    while (!log().contains(text)) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("not in the log: " + text + "\n" + log());
      }
      Thread.sleep(5);
    }
  }

  int exitCode() throws Exception {
    return exitCode.get(20, TimeUnit.SECONDS);
  }

  boolean isRunning() {
    return !exitCode.isDone();
  }

  @Override
  public void close() {
    api.close();
  }

  private void run(Map<String, String> environment, Callable<StreamingHandler> handler) {
    MillisClock millisClock = () -> System.currentTimeMillis() + aheadMillis.get();
    exitCode.complete(
        new RuntimeStart(log, millisClock, millis -> sleeper.millis(millis))
            .run(environment, handler));
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
