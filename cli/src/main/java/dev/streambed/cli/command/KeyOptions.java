package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.ApiKeyReference;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.StackTables;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Which key is meant.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeyOptions {

  @Option(
      names = {"--key", "--token"},
      order = 1,
      required = true,
      paramLabel = "PREFIX",
      description = "The key: its first 11 characters, or all of it.")
  private ApiKeyReference apiKey;

  @Option(
      names = "--customer",
      order = 2,
      paramLabel = "ID",
      description = "Looks among this customer's keys only: quicker when there are very many.")
  private Optional<CustomerId> customer;

  CommandResult one(StackTables stackTables, Function<ApiKeyEntry, CommandResult> work) {
    return KeyCommands.one(stackTables, apiKey, customer, work);
  }
}
