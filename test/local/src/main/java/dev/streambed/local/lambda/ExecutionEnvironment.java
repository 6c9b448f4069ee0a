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

/// One process of a function with its Runtime API. Runs one invocation at a time, or on Managed
/// Instances as many as the function declares.
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
  /// @param log receives its output
  static ExecutionEnvironment start(FunctionVersion version, Consumer<String> log)
      throws IOException {
    RuntimeApiSettings runtimeApiSettings =
        RuntimeApiSettings.onDemand().withWorkers(version.environmentConcurrency());
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

  /// Waits until the runtime requests an event, exceeds the timeout, or exits.
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

  /// Runs one invocation.
  InvocationOutcome invoke(Invocation invocation, ResponseSink sink) throws InterruptedException {
    timelineRecorder.recordInvocationStart(invocation.requestId());
    try {
      return api.invoke(
          invocation, new RecordingSink(sink, timelineRecorder, invocation.requestId()));
    } finally {
      timelineRecorder.recordInvocationEnd(invocation.requestId());
    }
  }

  /// Waits until a worker of the runtime requests the next event.
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

  /// Kills the process immediately.
  void kill() {
    // Closed first, so that the reason of a broken response is known before the response breaks.
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

  /// Records when a response starts.
  private record RecordingSink(
      ResponseSink sink, TimelineRecorder timelineRecorder, String requestId)
      implements ResponseSink {

    @Override
    public void head(String contentType, boolean streaming) throws IOException {
      timelineRecorder.recordFirstByte(requestId);
      sink.head(contentType, streaming);
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) throws IOException {
      sink.bytes(buffer, offset, length);
    }
  }
}
