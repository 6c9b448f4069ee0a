package dev.streambed.runtime;

import dev.streambed.runtimeapi.AnswerSink;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.Settings;
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
final class Stage implements AutoCloseable {

  /// How long an invocation may take, as the platform sees it.
  static final long PATIENCE_SECONDS = 30;

  final RecordedWire wire = new RecordedWire();
  final RuntimeApi api;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final AtomicLong aheadMillis = new AtomicLong();
  private volatile Pause pause = _ -> {};
  private int invocations;

  private Stage(Settings settings) throws IOException {
    api = RuntimeApi.start(settings.withTap(wire));
  }

  /// Starts an ordinary environment with this handler.
  static Stage with(StreamingHandler handler) throws IOException {
    return start(Settings.onDemand(), Map.of(), () -> handler);
  }

  static Stage start(
      Settings settings, Map<String, String> environment, Callable<StreamingHandler> handler)
      throws IOException {
    Stage stage = new Stage(settings);
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", stage.api.address());
    Thread thread = new Thread(() -> stage.run(all, handler), "stage");
    thread.setDaemon(true);
    thread.start();
    return stage;
  }

  /// Sets the runtime's clock forward, so that it sees deadlines near which the platform sees far.
  Stage ahead(long millis) {
    aheadMillis.set(millis);
    return this;
  }

  /// Sets how the runtime waits before it asks again for an event; at first not at all.
  Stage pausing(Pause pause) {
    this.pause = pause;
    return this;
  }

  Outcome streamed(AnswerSink sink) throws InterruptedException {
    return api.invoke(invocation(ResponseMode.STREAMED), sink);
  }

  Outcome buffered(AnswerSink sink) throws InterruptedException {
    return api.invoke(invocation(ResponseMode.BUFFERED), sink);
  }

  /// Invokes on a thread of its own.
  Running begin(AnswerSink sink) {
    return begin(invocation(ResponseMode.STREAMED), sink);
  }

  Running begin(Invocation invocation, AnswerSink sink) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(outcome, invocation, sink));
    return new Running(outcome);
  }

  synchronized Invocation invocation(ResponseMode mode) {
    invocations++;
    byte[] event = "{\"an\":\"event\"}".getBytes(StandardCharsets.UTF_8);
    Instant deadline = Instant.now().plusSeconds(PATIENCE_SECONDS);
    return new Invocation("id-" + invocations, event, mode, deadline);
  }

  /// An invocation that runs.
  record Running(CompletableFuture<Outcome> future) {
    Outcome outcome() throws Exception {
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
    Clock clock = () -> System.currentTimeMillis() + aheadMillis.get();
    exitCode.complete(
        new Start(log, clock, millis -> pause.millis(millis)).run(environment, handler));
  }

  private void complete(
      CompletableFuture<Outcome> outcome, Invocation invocation, AnswerSink sink) {
    try {
      outcome.complete(api.invoke(invocation, sink));
    } catch (InterruptedException | RuntimeException failed) {
      outcome.completeExceptionally(failed);
    }
  }
}
