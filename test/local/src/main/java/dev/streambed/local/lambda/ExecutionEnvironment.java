package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.AnswerSink;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.RuntimeApi;
import dev.streambed.runtimeapi.Settings;
import dev.streambed.runtimeapi.Startup;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// One process of a function with its Runtime API. Has one invocation at a time.
final class ExecutionEnvironment {

  private final FunctionVersion version;
  private final RuntimeApi api;
  private final FunctionProcess process;
  private final Clockwork clockwork = new Clockwork();

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
    Settings settings = Settings.onDemand();
    RuntimeApi api = RuntimeApi.start(version.hasSnapStart() ? settings.withSnapStart() : settings);
    try {
      return new ExecutionEnvironment(version, api, spawn(version, api, log));
    } catch (IOException failed) {
      api.close();
      throw failed;
    }
  }

  /// Waits until the runtime asks for an event, is given up, or ends.
  Startup initialize(Duration patience) throws InterruptedException {
    Startup startup = api.awaitStartup(patience);
    if (startup instanceof Startup.AwaitingRestore) {
      api.restore();
      startup = api.awaitStartup(patience);
    }
    if (startup instanceof Startup.Ready) {
      clockwork.isReady();
    }
    return startup;
  }

  /// Has one invocation.
  Outcome invoke(Invocation invocation, AnswerSink sink) throws InterruptedException {
    clockwork.begins(invocation.requestId());
    try {
      return api.invoke(invocation, new Noting(sink, clockwork));
    } finally {
      clockwork.ends();
    }
  }

  /// Waits until the runtime asks for the next event.
  boolean awaitIdle(Duration patience) throws InterruptedException {
    boolean idle = api.awaitIdle(patience);
    if (idle) {
      clockwork.rests();
    }
    return idle;
  }

  void onExit(Runnable action) {
    process.onExit(action);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// How the process ended, in Lambda's words.
  String ending() {
    return process.ending();
  }

  long peakMebibytes() {
    return process.peakMebibytes();
  }

  Duration startup() {
    return Duration.ofNanos(clockwork.startup());
  }

  Timeline timeline() {
    return clockwork.read(process, version.function().name(), version.version());
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
  private record Noting(AnswerSink sink, Clockwork clockwork) implements AnswerSink {

    @Override
    public void head(String contentType, boolean streaming) throws IOException {
      clockwork.answers();
      sink.head(contentType, streaming);
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) throws IOException {
      sink.bytes(buffer, offset, length);
    }
  }
}
