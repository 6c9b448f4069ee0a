package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.StackTables;
import java.time.DateTimeException;
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
      "Issues a key that replaces another one and prints it. It is shown only once.",
      "The old key works until the end of the grace period. Either both changes happen, or neither.",
      "The new key has the same lifetime as the old one, unless --expires is given, and reserves as",
      "many tokens."
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
      description = "Rotates this key: its first 11 characters, or all of it.")
  private Optional<ApiKey.Reference> reference;

  @Option(
      names = "--grace",
      order = 3,
      paramLabel = "TIME",
      defaultValue = "7d",
      description =
          "How long the old key still works, such as 7d or 12h. Default: ${DEFAULT-VALUE}")
  private Duration grace;

  @Option(
      names = "--expires",
      order = 4,
      paramLabel = "WHEN",
      description = "When the new key expires: " + KeyExpiryTime.FORMS)
  private Optional<KeyExpiryTime> expires;

  @Option(
      names = "--name",
      order = 5,
      paramLabel = "LABEL",
      description = "A name for the new key. Default: the name of the old one.")
  private Optional<String> label;

  @Mixin private StackOptions stackOptions;

  private final CommandContext context;

  RotateKey(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OptionChecks.checkName("--name", label, stackOptions);
    Instant now = context.now();
    OptionChecks.checkFuture(
        "--expires", expires.flatMap(time -> time.resolveAt(now)), now, stackOptions);
    if (customer.isEmpty() && reference.isEmpty()) {
      throw stackOptions.usageError("give --customer or --key");
    }
    return context.run(stackOptions, tables -> rotate(tables, now));
  }

  private CommandResult rotate(StackTables tables, Instant now) {
    ApiKeyTable keys = new ApiKeyTable(tables, now);
    return reference
        .map(named -> KeyCommands.withKey(keys, named, customer, old -> rotate(keys, old)))
        .orElseGet(() -> rotateOnlyKey(keys, customer.orElseThrow()));
  }

  private CommandResult rotateOnlyKey(ApiKeyTable keys, CustomerId id) {
    List<ApiKeyEntry> active =
        keys.findByCustomer(id).stream()
            .filter(key -> key.status().equals(ApiKeyEntry.ACTIVE) && !key.isBrowserKey())
            .toList();
    return switch (active.size()) {
      case 0 ->
          new CommandResult.NotFound("the customer %s has no active key".formatted(id.value()));
      case 1 -> rotate(keys, active.getFirst());
      default ->
          new CommandResult.Refused(
              "the customer %s has %d active keys: say which with --key"
                  .formatted(id.value(), active.size()));
    };
  }

  private CommandResult rotate(ApiKeyTable keys, ApiKeyEntry old) {
    if (old.isBrowserKey()) {
      return new CommandResult.Refused(
          "%s is a browser key, which expires by itself: rotate the key that issued it"
              .formatted(old.prefix()));
    }
    if (!old.status().equals(ApiKeyEntry.ACTIVE)) {
      return new CommandResult.Refused(
          "the key %s is %s: only an active one can be rotated"
              .formatted(old.prefix(), old.status()));
    }
    ApiKey.New key =
        new ApiKey.New(
            context.newKey(),
            old.customer(),
            newExpiry(old, keys.now()),
            label.or(old::label),
            old.maxTokensReserved());
    Instant oldEnd = keys.now().plus(grace);
    return switch (keys.rotate(old, key, oldEnd)) {
      case DONE -> CommandResult.done(output(old, oldEnd, key));
      case NO_CUSTOMER -> CommandResult.customerNotFound(old.customer());
      case CHANGED_MEANWHILE -> KeyCommands.changedMeanwhile(old);
    };
  }

  private Optional<Instant> newExpiry(ApiKeyEntry old, Instant now) {
    return expires
        .map(time -> time.resolveAt(now))
        .orElseGet(() -> old.expiresAt().map(end -> now.plus(lifetime(old, end))));
  }

  // The creation time of a key that was written by hand may be unknown.
  private Duration lifetime(ApiKeyEntry old, Instant end) {
    try {
      Duration lifetime = Duration.between(Instant.parse(old.createdAt()), end);
      return lifetime.isPositive() ? lifetime : grace;
    } catch (DateTimeException | ArithmeticException unknown) {
      return grace;
    }
  }

  private static CommandResult.Output output(ApiKeyEntry old, Instant oldEnd, ApiKey.New key) {
    Instant end = old.expiresAt().filter(oldEnd::isAfter).orElse(oldEnd);
    return CommandResult.Output.of(
            List.of(key.apiKey().reveal()),
            KeyView.json(key)
                .text("replaces", old.prefix())
                .text("replacedExpiresAt", ValueFormat.second(end))
                .build())
        .withNote(KeyView.issued(key))
        .withNote("%s works until %s".formatted(old.prefix(), ValueFormat.second(end)))
        .withNote(KeyCommands.SHOWN_ONCE);
  }
}
