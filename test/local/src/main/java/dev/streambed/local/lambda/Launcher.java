package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Starts execution environments in places that a pool has left. Thread-safe.
///
/// @param version what is started
/// @param pool whose places they take
/// @param turns how many may start at once on this machine. AWS has a machine for each; here twenty
///   at once would all be slower than Lambda's patience
/// @param log takes what they print
record Launcher(
    FunctionVersion version, EnvironmentPool pool, Semaphore turns, Consumer<String> log) {

  /// How long Lambda lets a runtime initialize before the invocation itself.
  private static final Duration INITIALIZATION = Duration.ofSeconds(10);

  /// What became of a place.
  sealed interface Launch {

    /// A new runtime asks for an event.
    record Up(ExecutionEnvironment environment) implements Launch {}

    /// An environment became idle before it was this one's turn to start; the place was given back.
    record Spared(ExecutionEnvironment environment) implements Launch {}

    /// It did not come up; this is what the invocation gets.
    record Failed(Outcome outcome) implements Launch {}
  }

  /// Fills a place. Lambda tries an initialization that failed once more, as part of the
  /// invocation.
  Launch launchForInvocation() throws InterruptedException {
    Launch first = launch();
    if (!(first instanceof Launch.Failed)) {
      return first;
    }
    pool.startsAgain();
    return inTurn(version.function().timeout());
  }

  /// Fills a place, or fails at once.
  Launch launch() throws InterruptedException {
    return inTurn(INITIALIZATION);
  }

  private Launch inTurn(Duration patience) throws InterruptedException {
    awaitTurn();
    try {
      Optional<ExecutionEnvironment> idle = pool.idleInstead();
      return idle.isPresent() ? new Launch.Spared(idle.get()) : start(patience);
    } finally {
      turns.release();
    }
  }

  private void awaitTurn() throws InterruptedException {
    try {
      turns.acquire();
    } catch (InterruptedException stopped) {
      pool.notStarted();
      throw stopped;
    }
  }

  private Launch start(Duration patience) throws InterruptedException {
    ExecutionEnvironment environment;
    try {
      environment = ExecutionEnvironment.start(version, log);
    } catch (IOException notStarted) {
      pool.notStarted();
      return new Launch.Failed(Failures.invalidEntrypoint(version.command().getFirst()));
    }
    pool.started(environment);
    Optional<Outcome> failure = Failures.of(environment.initialize(patience), environment);
    if (failure.isEmpty()) {
      return new Launch.Up(environment);
    }
    environment.kill();
    return new Launch.Failed(failure.get());
  }
}
