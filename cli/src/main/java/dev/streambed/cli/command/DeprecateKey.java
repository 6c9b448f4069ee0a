package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.tables.ApiKeyWriter;
import dev.streambed.cli.tables.StackTables;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys deprecate`.
@Command(
    name = "deprecate",
    description =
        "Lets a key work on for the grace period and no longer; issues none in its place.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DeprecateKey implements Callable<Integer> {

  @Mixin private KeyOptions apiKey;

  @Option(
      names = "--grace",
      order = 3,
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How long it works on, such as 7d or 12h. Default: ${DEFAULT-VALUE}")
  private Duration grace;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  DeprecateKey(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(
        place, stackTables -> apiKey.one(stackTables, key -> deprecate(stackTables, key)));
  }

  private CommandResult deprecate(StackTables stackTables, ApiKeyEntry key) {
    if (!key.status().equals(ApiKeyEntry.ACTIVE)) {
      return new CommandResult.Refused(
          "the key %s is %s already".formatted(key.prefix(), key.status()));
    }
    Instant now = commandContext.now();
    return new ApiKeyWriter(stackTables, now)
        .deprecate(key, now.plus(grace))
        .map(changed -> KeyView.changed(changed, now))
        .orElseGet(() -> KeyCommands.changedMeanwhile(key));
  }
}
