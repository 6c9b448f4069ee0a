package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Starts execution environments in places that a pool has left. Thread-safe.
///
/// @param version what is started
/// @param pool whose places they take
/// @param log takes what they print
record Launcher(FunctionVersion version, EnvironmentPool pool, Consumer<String> log) {

  /// How long Lambda lets a runtime initialize before the invocation itself.
  private static final Duration INITIALIZATION = Duration.ofSeconds(10);

  /// What became of a start.
  sealed interface Launch {

    /// The runtime asks for an event.
    record Up(ExecutionEnvironment environment) implements Launch {}

    /// It did not come up; this is what the invocation gets.
    record Failed(Outcome outcome) implements Launch {}
  }

  /// Starts an environment. Lambda tries an initialization that failed once more, as part of the
  /// invocation.
  Launch launchForInvocation() throws InterruptedException {
    Launch first = launch();
    if (first instanceof Launch.Up) {
      return first;
    }
    pool.startsAgain();
    return launch(version.function().timeout());
  }

  /// Starts an environment, once.
  Launch launch() throws InterruptedException {
    return launch(INITIALIZATION);
  }

  private Launch launch(Duration patience) throws InterruptedException {
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
