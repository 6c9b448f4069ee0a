package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// One process of a function with its Runtime API. Has one invocation at a time.
final class ExecutionEnvironment {

  private final FunctionVersion version;
  private final RuntimeApi api;
  private final FunctionProcess process;
  private final TimelineRecorder timelineRecorder = new TimelineRecorder();

  private ExecutionEnvironment(FunctionVersion version, RuntimeApi api, FunctionProcess process) {
    this.version = version;
    this.api = api;
    this.process = process;
    process.onExit(api::close);
  }

  /// Starts the process; its runtime is not ready yet.
  ///
  /// @param log takes what it prints
  static ExecutionEnvironment start(FunctionVersion version, Consumer<String> log)
      throws IOException {
    RuntimeApiSettings runtimeApiSettings = RuntimeApiSettings.onDemand();
    RuntimeApi api =
        RuntimeApi.start(
            version.hasSnapStart() ? runtimeApiSettings.withSnapStart() : runtimeApiSettings);
    try {
      return new ExecutionEnvironment(version, api, spawn(version, api, log));
    } catch (IOException failed) {
      api.close();
      throw failed;
    }
  }

  /// Waits until the runtime asks for an event, is given up, or ends.
  InitPhase initialize(Duration timeout) throws InterruptedException {
    InitPhase initPhase = api.awaitInit(timeout);
    if (initPhase instanceof InitPhase.AwaitingRestore) {
      api.restore();
      initPhase = api.awaitInit(timeout);
    }
    if (initPhase instanceof InitPhase.Ready) {
      timelineRecorder.recordReady();
    }
    return initPhase;
  }

  /// Has one invocation.
  InvocationOutcome invoke(Invocation invocation, ResponseSink sink) throws InterruptedException {
    timelineRecorder.recordInvocationStart(invocation.requestId());
    try {
      return api.invoke(invocation, new Noting(sink, timelineRecorder));
    } finally {
      timelineRecorder.recordInvocationEnd();
    }
  }

  /// Waits until the runtime asks for the next event.
  boolean awaitIdle(Duration timeout) throws InterruptedException {
    boolean idle = api.awaitIdle(timeout);
    if (idle) {
      timelineRecorder.recordIdle();
    }
    return idle;
  }

  void onExit(Runnable action) {
    process.onExit(action);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// How the process ended, as Lambda describes it.
  String exitDescription() {
    return process.exitDescription();
  }

  long peakMebibytes() {
    return process.peakMebibytes();
  }

  Duration startup() {
    return Duration.ofNanos(timelineRecorder.startup());
  }

  EnvironmentTimeline timeline() {
    return timelineRecorder.timeline(process, version.function().name(), version.version());
  }

  /// Ends the process at once.
  void kill() {
    // First, or the answer that breaks off would race with the reason for it.
    api.close();
    process.kill();
  }

  private static FunctionProcess spawn(
      FunctionVersion version, RuntimeApi api, Consumer<String> log) throws IOException {
    return FunctionProcess.start(
        version.command(),
        version.variables().of(api.address(), version.initializationType()),
        version.variables().root().folder(),
        log);
  }

  /// Notes when an answer begins.
  private record Noting(ResponseSink sink, TimelineRecorder timelineRecorder)
      implements ResponseSink {

    @Override
    public void head(String contentType, boolean streaming) throws IOException {
      timelineRecorder.recordFirstByte();
      sink.head(contentType, streaming);
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) throws IOException {
      sink.bytes(buffer, offset, length);
    }
  }
}
