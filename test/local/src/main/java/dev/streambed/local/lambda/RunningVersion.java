package dev.streambed.local.lambda;

import dev.streambed.local.lambda.EnvironmentLauncher.LaunchResult;
import dev.streambed.local.lambda.EnvironmentPool.Acquisition;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseSink;
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
  private final EnvironmentLauncher environmentLauncher;
  private final PlatformLog log;
  private final Clock clock;
  private final EnvironmentReturner environmentReturner;

  RunningVersion(EnvironmentLauncher environmentLauncher, PlatformLog log, Clock clock) {
    this.version = environmentLauncher.version();
    this.pool = environmentLauncher.pool();
    this.environmentLauncher = environmentLauncher;
    this.log = log;
    this.clock = clock;
    this.environmentReturner = new EnvironmentReturner(pool);
  }

  InvocationResult invoke(InvocationRequest invocationRequest, ResponseSink sink)
      throws InterruptedException {
    return switch (pool.acquire()) {
      case Acquisition.Idle(ExecutionEnvironment environment) ->
          new InvocationResult.Ended(run(environment, invocationRequest, sink, Optional.empty()));
      case Acquisition.StartPermitted _ ->
          new InvocationResult.Ended(startAndRun(invocationRequest, sink));
      case Acquisition.LimitReached _ -> new InvocationResult.Throttled(reason());
    };
  }

  /// Starts one environment before any invocation, if there is room and none is idle.
  void warmUp() throws InterruptedException {
    switch (pool.acquire()) {
      case Acquisition.Idle(ExecutionEnvironment environment) -> pool.offer(environment);
      case Acquisition.StartPermitted _ -> offer(launched(environmentLauncher::launch));
      case Acquisition.LimitReached _ -> {}
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
    environmentReturner.close();
  }

  private void offer(LaunchResult launchResult) {
    switch (launchResult) {
      case LaunchResult.Started(ExecutionEnvironment environment) -> pool.offer(environment);
      case LaunchResult.IdleInstead(ExecutionEnvironment environment) -> pool.offer(environment);
      // The first invocation will report the failure.
      case LaunchResult.Failed _ -> {}
    }
  }

  private InvocationOutcome startAndRun(InvocationRequest invocationRequest, ResponseSink sink)
      throws InterruptedException {
    return switch (launched(environmentLauncher::launchForInvocation)) {
      case LaunchResult.Started(ExecutionEnvironment environment) ->
          run(environment, invocationRequest, sink, Optional.of(environment.startup()));
      case LaunchResult.IdleInstead(ExecutionEnvironment environment) ->
          run(environment, invocationRequest, sink, Optional.empty());
      case LaunchResult.Failed(InvocationOutcome invocationOutcome) -> {
        log.report(report(invocationRequest, invocationOutcome, Duration.ZERO), 0);
        yield invocationOutcome;
      }
    };
  }

  // The workers that have nothing to do are there before anybody else may start another process.
  private LaunchResult launched(Launch launch) throws InterruptedException {
    try {
      LaunchResult launchResult = launch.launch();
      if (launchResult instanceof LaunchResult.Started(ExecutionEnvironment environment)) {
        pool.offerOtherWorkers(environment);
      }
      return launchResult;
    } finally {
      pool.startEnded();
    }
  }

  private interface Launch {
    LaunchResult launch() throws InterruptedException;
  }

  private InvocationOutcome run(
      ExecutionEnvironment environment,
      InvocationRequest invocationRequest,
      ResponseSink sink,
      Optional<Duration> startup)
      throws InterruptedException {
    log.start(invocationRequest.requestId(), version.version());
    Instant deadline = clock.instant().plus(version.function().timeout());
    long begun = System.nanoTime();
    InvocationOutcome invocationOutcome =
        environment.invoke(invocation(invocationRequest, deadline), sink);
    environmentReturner.returnToPool(environment, invocationOutcome, deadline);
    Duration duration = Duration.ofNanos(System.nanoTime() - begun);
    long peak = log.showsReports() ? environment.peakMebibytes() : 0;
    log.report(report(invocationRequest, invocationOutcome, duration).after(startup), peak);
    return invocationOutcome;
  }

  private static InvocationReport report(
      InvocationRequest invocationRequest, InvocationOutcome invocationOutcome, Duration duration) {
    return new InvocationReport(
        invocationRequest.requestId(),
        duration,
        Optional.empty(),
        FunctionErrors.reported(invocationOutcome, duration));
  }

  private static Invocation invocation(InvocationRequest invocationRequest, Instant deadline) {
    return new Invocation(
            invocationRequest.requestId(),
            invocationRequest.event(),
            invocationRequest.mode(),
            deadline)
        .withFunctionArn(invocationRequest.functionArn())
        .withTraceId(invocationRequest.traceId())
        .withInvocationId(UUID.randomUUID().toString());
  }

  private String reason() {
    return version.function().reservedConcurrency().isPresent()
        ? "ReservedFunctionConcurrentInvocationLimitExceeded"
        : "ConcurrentInvocationLimitExceeded";
  }
}
