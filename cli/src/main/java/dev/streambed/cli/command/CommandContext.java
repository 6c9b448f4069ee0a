package dev.streambed.cli.command;

import dev.streambed.cli.console.Console;
import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.stack.StackName;
import dev.streambed.cli.tables.StackTables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What every command works with.
///
/// @param opener finds the tables
/// @param random makes keys; nobody can foretell it
public record CommandContext(
    Function<StackName, StackTables> opener,
    InstantSource clock,
    RandomGenerator random,
    Console console) {

  /// Opens the tables, works on them, tells the verdict.
  ///
  /// @return the exit code
  int run(StackOptions place, Function<StackTables, CommandResult> work) {
    StackName stackName = place.target();
    try (StackTables stackTables = opener.apply(stackName)) {
      return console.report(work.apply(stackTables), place.isJson());
    }
  }

  /// To the millisecond, as the gateway writes times.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  ApiKey newKey() {
    return ApiKey.random(random);
  }
}
