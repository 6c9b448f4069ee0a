package dev.streambed.local.lambda;

import dev.streambed.local.lambda.EnvironmentPool.Place;
import dev.streambed.local.lambda.Launcher.Launch;
import dev.streambed.runtimeapi.AnswerSink;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One version of a function and its execution environments. Thread-safe.
final class RunningVersion {

  private final FunctionVersion version;
  private final EnvironmentPool pool;
  private final Launcher launcher;
  private final PlatformLog log;
  private final Clock clock;
  private final Settler settler;

  RunningVersion(Launcher launcher, PlatformLog log, Clock clock) {
    this.version = launcher.version();
    this.pool = launcher.pool();
    this.launcher = launcher;
    this.log = log;
    this.clock = clock;
    this.settler = new Settler(pool);
  }

  Invoked invoke(Call call, AnswerSink sink) throws InterruptedException {
    return switch (pool.take()) {
      case Place.Idle(ExecutionEnvironment environment) ->
          new Invoked.Ended(run(environment, call, sink, Optional.empty()));
      case Place.Free _ -> new Invoked.Ended(startAndRun(call, sink));
      case Place.None _ -> new Invoked.Throttled(reason());
    };
  }

  /// Starts one environment ahead of any invocation, if there is room and none is idle.
  void warmUp() throws InterruptedException {
    switch (pool.take()) {
      case Place.Idle(ExecutionEnvironment environment) -> pool.offer(environment);
      case Place.Free _ -> offer(launcher.launch());
      case Place.None _ -> {}
    }
  }

  /// For example `1` or `$LATEST`.
  String version() {
    return version.version();
  }

  List<ExecutionEnvironment> members() {
    return pool.members();
  }

  /// Kills a process, if it is one of these.
  boolean kill(long pid) {
    Optional<ExecutionEnvironment> found =
        members().stream().filter(member -> member.timeline().pid() == pid).findFirst();
    found.ifPresent(pool::discard);
    return found.isPresent();
  }

  void retireAll() {
    pool.retireAll();
  }

  void close() {
    pool.close();
    settler.close();
  }

  private void offer(Launch launch) {
    switch (launch) {
      case Launch.Up(ExecutionEnvironment environment) -> pool.offer(environment);
      case Launch.Spared(ExecutionEnvironment environment) -> pool.offer(environment);
      // Whoever calls first will find out why.
      case Launch.Failed _ -> {}
    }
  }

  private Outcome startAndRun(Call call, AnswerSink sink) throws InterruptedException {
    return switch (launcher.launchForInvocation()) {
      case Launch.Up(ExecutionEnvironment environment) ->
          run(environment, call, sink, Optional.of(environment.startup()));
      case Launch.Spared(ExecutionEnvironment environment) ->
          run(environment, call, sink, Optional.empty());
      case Launch.Failed(Outcome outcome) -> {
        log.report(report(call, outcome, Duration.ZERO), 0);
        yield outcome;
      }
    };
  }

  private Outcome run(
      ExecutionEnvironment environment, Call call, AnswerSink sink, Optional<Duration> startup)
      throws InterruptedException {
    log.start(call.requestId(), version.version());
    Instant deadline = clock.instant().plus(version.function().timeout());
    long begun = System.nanoTime();
    Outcome outcome = environment.invoke(invocation(call, deadline), sink);
    settler.settle(environment, outcome, deadline);
    Duration duration = Duration.ofNanos(System.nanoTime() - begun);
    long peak = log.showsReports() ? environment.peakMebibytes() : 0;
    log.report(report(call, outcome, duration).after(startup), peak);
    return outcome;
  }

  private static Report report(Call call, Outcome outcome, Duration duration) {
    return new Report(
        call.requestId(), duration, Optional.empty(), Failures.reported(outcome, duration));
  }

  private static Invocation invocation(Call call, Instant deadline) {
    return new Invocation(call.requestId(), call.event(), call.mode(), deadline)
        .withFunctionArn(call.functionArn())
        .withTraceId(call.traceId())
        .withInvocationId(UUID.randomUUID().toString());
  }

  private String reason() {
    return version.function().reservedConcurrency().isPresent()
        ? "ReservedFunctionConcurrentInvocationLimitExceeded"
        : "ConcurrentInvocationLimitExceeded";
  }
}
