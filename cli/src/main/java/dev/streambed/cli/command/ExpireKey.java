package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.cli.tables.ApiKeyWriter;
import dev.streambed.cli.tables.StackTables;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys expire`.
@Command(
    name = "expire",
    description = "Says when a key's time is over, sooner or later than before.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExpireKey implements Callable<Integer> {

  @Mixin private KeyOptions apiKey;

  @Option(
      names = "--at",
      order = 3,
      required = true,
      paramLabel = "WHEN",
      description = "Refused from then on: " + KeyExpiryTime.FORMS)
  private KeyExpiryTime at;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ExpireKey(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    Instant now = commandContext.now();
    Optional<Instant> end = at.resolveAt(now);
    KeyExpiry.checkFuture("--at", end, now, place);
    return commandContext.run(
        place, stackTables -> apiKey.one(stackTables, key -> expire(stackTables, key, now)));
  }

  private CommandResult expire(StackTables stackTables, ApiKeyEntry key, Instant now) {
    if (key.status().equals(ApiKeyEntry.REVOKED)) {
      return KeyCommands.alreadyRevoked(key);
    }
    Optional<Instant> end = at.resolveAt(now);
    if (key.isBrowserKey() && !isSooner(end, key)) {
      return new CommandResult.Refused(
          "%s is a browser key, and ends by itself: it can only end sooner"
              .formatted(key.prefix()));
    }
    if (end.isEmpty() && key.status().equals(ApiKeyEntry.DEPRECATED)) {
      return new CommandResult.Refused(
          "the key %s is deprecated and has to end: give a time".formatted(key.prefix()));
    }
    return new ApiKeyWriter(stackTables, now)
        .expire(key, end)
        .map(changed -> KeyView.changed(changed, now))
        .orElseGet(() -> KeyCommands.changedMeanwhile(key));
  }

  private static boolean isSooner(Optional<Instant> end, ApiKeyEntry key) {
    return end.isPresent() && key.expiresAt().filter(end.get()::isAfter).isEmpty();
  }
}
