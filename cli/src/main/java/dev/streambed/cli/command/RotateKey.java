package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.ApiKeyReference;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.ApiKeyWriter;
import dev.streambed.cli.tables.StackTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys rotate`.
@Command(
    name = "rotate",
    description = {
      "Issues a key in place of another and prints it: the only time it is shown.",
      "The old one works on for the grace period, then it is refused. Both happen, or neither.",
      "The new one lives as long as the old one was meant to, unless --expires says otherwise."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RotateKey implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      paramLabel = "ID",
      description = "Rotates the customer's only active key.")
  private Optional<CustomerId> customer;

  @Option(
      names = {"--key", "--token"},
      order = 2,
      paramLabel = "PREFIX",
      description = "Rotates this one: its first 11 characters.")
  private Optional<ApiKeyReference> apiKey;

  @Option(
      names = "--grace",
      order = 3,
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How long the old one works on, such as 7d or 12h. Default: ${DEFAULT-VALUE}")
  private Duration grace;

  @Option(
      names = "--expires",
      order = 4,
      paramLabel = "WHEN",
      description = "Refuses the new one from then on: " + KeyExpiryTime.FORMS)
  private Optional<KeyExpiryTime> expires;

  @Option(
      names = "--name",
      order = 5,
      paramLabel = "LABEL",
      description = "What you call the new one. Default: as the old one.")
  private Optional<String> label;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  RotateKey(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    Labels.checkName("--name", label, place);
    Instant now = commandContext.now();
    KeyExpiry.checkFuture(
        "--expires", expires.flatMap(keyExpiryTime -> keyExpiryTime.resolveAt(now)), now, place);
    if (customer.isEmpty() && apiKey.isEmpty()) {
      throw place.usageError("give --customer or --key");
    }
    KeyRotation keyRotation = new KeyRotation(commandContext, now, grace, expires, label);
    return commandContext.run(place, stackTables -> rotate(stackTables, keyRotation));
  }

  private CommandResult rotate(StackTables stackTables, KeyRotation keyRotation) {
    ApiKeyWriter changes = new ApiKeyWriter(stackTables, keyRotation.now());
    return apiKey
        .map(reference ->
            KeyCommands.one(
                stackTables, reference, customer, old -> keyRotation.apply(changes, old)))
        .orElseGet(() -> rotateOnly(stackTables, customer.orElseThrow(), keyRotation, changes));
  }

  private static CommandResult rotateOnly(
      StackTables stackTables, CustomerId customer, KeyRotation keyRotation, ApiKeyWriter changes) {
    List<ApiKeyEntry> active =
        new ApiKeyTable(stackTables)
            .findByCustomer(customer).stream()
                .filter(key -> key.status().equals(ApiKeyEntry.ACTIVE) && !key.isBrowserKey())
                .toList();
    return switch (active.size()) {
      case 0 ->
          new CommandResult.NotFound(
              "the customer %s has no active key".formatted(customer.value()));
      case 1 -> keyRotation.apply(changes, active.getFirst());
      default ->
          new CommandResult.Refused(
              "the customer %s has %d active keys: say which with --key"
                  .formatted(customer.value(), active.size()));
    };
  }
}
