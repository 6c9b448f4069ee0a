package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.tables.ApiKeyWriter;
import dev.streambed.cli.tables.StackTables;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `keys revoke`.
@Command(name = "revoke", description = "Refuses a key from now on, for good.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RevokeKey implements Callable<Integer> {

  @Mixin private KeyOptions apiKey;
  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  RevokeKey(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(
        place, stackTables -> apiKey.one(stackTables, key -> revoke(stackTables, key)));
  }

  private CommandResult revoke(StackTables stackTables, ApiKeyEntry key) {
    Instant now = commandContext.now();
    if (key.status().equals(ApiKeyEntry.REVOKED)) {
      return CommandResult.done(
          CommandOutput.of(KeyView.table(List.of(key), now), KeyView.json(key, now).build())
              .withNote("%s was revoked before".formatted(key.prefix())));
    }
    return new ApiKeyWriter(stackTables, now)
        .revoke(key)
        .map(changed -> KeyView.changed(changed, now))
        .orElseGet(() -> KeyCommands.changedMeanwhile(key));
  }
}
