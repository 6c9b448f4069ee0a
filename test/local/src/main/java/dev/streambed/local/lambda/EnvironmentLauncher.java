package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.InvocationOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Starts execution environments in places that a pool has left. Thread-safe.
///
/// @param version what is started
/// @param pool whose places they take
/// @param startPermits how many may start at once on this machine. AWS has a machine for each; here
///   twenty at once would all be slower than Lambda's patience
/// @param log takes what they print
record EnvironmentLauncher(
    FunctionVersion version, EnvironmentPool pool, Semaphore startPermits, Consumer<String> log) {

  /// How long Lambda lets a runtime initialize before the invocation itself.
  private static final Duration INITIALIZATION = Duration.ofSeconds(10);

  /// The result of a start in a reserved place.
  sealed interface LaunchResult {

    /// A new runtime asks for an event.
    record Started(ExecutionEnvironment environment) implements LaunchResult {}

    /// An environment became idle before it was this one's turn to start; the place was given back.
    record IdleInstead(ExecutionEnvironment environment) implements LaunchResult {}

    /// It failed to start; the invocation gets this outcome.
    record Failed(InvocationOutcome invocationOutcome) implements LaunchResult {}
  }

  /// Fills a place. Lambda tries an initialization that failed once more, as part of the
  /// invocation.
  LaunchResult launchForInvocation() throws InterruptedException {
    LaunchResult first = launch();
    if (!(first instanceof LaunchResult.Failed)) {
      return first;
    }
    pool.reserveAgain();
    return launchWithPermit(version.function().timeout());
  }

  /// Starts in a reserved place, or fails at once.
  LaunchResult launch() throws InterruptedException {
    return launchWithPermit(INITIALIZATION);
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
