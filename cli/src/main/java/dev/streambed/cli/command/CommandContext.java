package dev.streambed.cli.command;

import dev.streambed.cli.console.Console;
import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.stack.StackName;
import dev.streambed.cli.tables.StackTables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What every command needs.
///
/// @param opener opens the tables of a stack
/// @param random makes API keys; cryptographically strong
/// @param environment the variables of the process
public record CommandContext(
    Function<StackName, StackTables> opener,
    InstantSource clock,
    RandomGenerator random,
    Console console,
    Map<String, String> environment) {

  /// Opens the tables, runs the work on them and reports its result.
  ///
  /// @return the exit code
  int run(StackOptions stackOptions, Function<StackTables, CommandResult> work) {
    StackName stackName = stackOptions.stackName();
    try (StackTables tables = opener.apply(stackName)) {
      return console.report(work.apply(tables), stackOptions.isJson());
    }
  }

  /// In milliseconds, the precision of the times that the gateway writes.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  ApiKey newKey() {
    return ApiKey.random(random);
  }
}
