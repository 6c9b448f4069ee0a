package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.InvocationOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Starts execution environments for reserved slots of a pool. Thread-safe.
///
/// @param version the version to start
/// @param pool the pool with the slots
/// @param startPermits limits concurrent starts on this machine; without a limit, twenty starts at
///   once would each exceed Lambda's initialization timeout
/// @param log receives their output
record EnvironmentLauncher(
    FunctionVersion version, EnvironmentPool pool, Semaphore startPermits, Consumer<String> log) {

  /// How long Lambda lets a runtime initialize before the invocation.
  private static final Duration INITIALIZATION = Duration.ofSeconds(10);

  /// How long at least on Managed Instances, where no invocation waits for it.
  private static final Duration INITIALIZATION_ON_INSTANCES = Duration.ofSeconds(130);

  /// The result of a start in a reserved slot.
  sealed interface LaunchResult {

    /// A new runtime requests an event.
    record Started(ExecutionEnvironment environment) implements LaunchResult {}

    /// Another environment became idle before this one was started; the slot was returned.
    record IdleInstead(ExecutionEnvironment environment) implements LaunchResult {}

    /// It failed to start; the invocation gets this outcome.
    record Failed(InvocationOutcome invocationOutcome) implements LaunchResult {}
  }

  /// Fills a slot. A failed initialization is retried once, as part of the invocation, like on
  /// Lambda.
  LaunchResult launchForInvocation() throws InterruptedException {
    LaunchResult first = launch();
    if (!(first instanceof LaunchResult.Failed)) {
      return first;
    }
    pool.reserveAgain();
    return launchWithPermit(version.function().timeout());
  }

  /// Starts an environment in a reserved slot, or fails without a retry.
  LaunchResult launch() throws InterruptedException {
    return launchWithPermit(
        version.function().isOnInstances() ? INITIALIZATION_ON_INSTANCES : INITIALIZATION);
  }

  private LaunchResult launchWithPermit(Duration timeout) throws InterruptedException {
    awaitStartPermit();
    try {
      Optional<ExecutionEnvironment> idle = pool.idleInstead();
      return idle.isPresent() ? new LaunchResult.IdleInstead(idle.get()) : start(timeout);
    } finally {
      startPermits.release();
    }
  }

  private void awaitStartPermit() throws InterruptedException {
    try {
      startPermits.acquire();
    } catch (InterruptedException stopped) {
      pool.notStarted();
      throw stopped;
    }
  }

  private LaunchResult start(Duration timeout) throws InterruptedException {
    ExecutionEnvironment environment;
    try {
      environment = ExecutionEnvironment.start(version, log);
    } catch (IOException notStarted) {
      pool.notStarted();
      return new LaunchResult.Failed(
          FunctionErrors.invalidEntrypoint(version.command().getFirst()));
    }
    pool.started(environment);
    Optional<InvocationOutcome> failure =
        FunctionErrors.of(environment.initialize(timeout), environment);
    if (failure.isEmpty()) {
      return new LaunchResult.Started(environment);
    }
    environment.kill();
    return new LaunchResult.Failed(failure.get());
  }
}
