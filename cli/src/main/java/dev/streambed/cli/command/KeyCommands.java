package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKey;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.cli.domain.Page;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys`: all of its subcommands except [RotateKey].
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeyCommands {

  static final String SHOWN_ONCE = "this is the only time that the key is shown: store it now";
  static final String TAKES_EFFECT_SOON = "the gateway follows within 60 seconds";

  private final CommandContext context;

  private KeyCommands(CommandContext context) {
    this.context = context;
  }

  static CommandLine group(CommandContext context) {
    KeyCommands commands = new KeyCommands(context);
    CommandLine group =
        CommandRunner.group("keys", "Manages API keys, with which customers call the gateway.");
    group.getCommandSpec().aliases("tokens");
    return group
        .addSubcommand(commands.new IssueKey())
        .addSubcommand(commands.new ListKeys())
        .addSubcommand(new RotateKey(context))
        .addSubcommand(commands.new DeprecateKey())
        .addSubcommand(commands.new RevokeKey())
        .addSubcommand(commands.new ExpireKey());
  }

  /// Runs a command on the one key that a reference names.
  static CommandResult withKey(
      ApiKeyTable keys,
      ApiKey.Reference reference,
      Optional<CustomerId> customer,
      Function<ApiKeyEntry, CommandResult> work) {
    List<ApiKeyEntry> found = keys.find(reference, customer);
    return switch (found.size()) {
      case 0 ->
          new CommandResult.NotFound(
              "there is no key "
                  + reference.displayName()
                  + customer.map(id -> " of the customer " + id.value()).orElse(""));
      case 1 -> work.apply(found.getFirst());
      default ->
          new CommandResult.Refused(
              "%d keys begin with %s: give the whole key, or --customer"
                  .formatted(found.size(), reference.displayName()));
    };
  }

  static CommandResult changedMeanwhile(ApiKeyEntry key) {
    return new CommandResult.Refused(
        "somebody else changed the key %s at the same time: look at it and try again"
            .formatted(key.prefix()));
  }

  private int run(
      StackOptions stackOptions,
      KeyOptions keyOptions,
      BiFunction<ApiKeyTable, ApiKeyEntry, CommandResult> work) {
    return context.run(
        stackOptions,
        tables -> {
          ApiKeyTable keys = new ApiKeyTable(tables, context.now());
          return withKey(
              keys, keyOptions.reference, keyOptions.customer, key -> work.apply(keys, key));
        });
  }

  /// The result of a change: the key as it is now.
  private static CommandResult changed(
      ApiKeyEntry old, Optional<ApiKeyEntry> changed, Instant now) {
    return changed
        .map(key ->
            CommandResult.done(
                CommandResult.Output.of(
                        KeyView.table(List.of(key), now), KeyView.json(key, now).build())
                    .withNote(TAKES_EFFECT_SOON)))
        .orElseGet(() -> changedMeanwhile(old));
  }

  /// The options that name one key.
  static final class KeyOptions {

    @Option(
        names = {"--key", "--token"},
        order = 1,
        required = true,
        paramLabel = "PREFIX",
        description = "The key: its first 11 characters, or all of it.")
    private ApiKey.Reference reference;

    @Option(
        names = "--customer",
        order = 2,
        paramLabel = "ID",
        description = "Searches only this customer's keys, which is faster in large tables.")
    private Optional<CustomerId> customer;
  }

  /// `keys issue`.
  @Command(
      name = "issue",
      description = "Issues an API key and prints it. It is shown only once, and works at once.")
  final class IssueKey implements Callable<Integer> {

    @Option(
        names = "--customer",
        order = 1,
        required = true,
        paramLabel = "ID",
        description = "The customer that gets the key.")
    private CustomerId customer;

    @Option(
        names = "--expires",
        order = 2,
        paramLabel = "WHEN",
        description = "When the key expires: " + KeyExpiryTime.FORMS + ". Default: never.")
    private KeyExpiryTime expires = new KeyExpiryTime.Never();

    @Option(
        names = "--name",
        order = 3,
        paramLabel = "LABEL",
        description = "A name for the key, for example that of the program that uses it.")
    private Optional<String> label;

    @Option(
        names = "--max-tokens-reserved",
        order = 4,
        paramLabel = "N",
        description =
            "The most output tokens that a request with this key reserves of its customer's tokens"
                + " a minute. Default: as the customer says.")
    private Optional<Long> maxTokensReserved;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      OptionChecks.checkName("--name", label, stackOptions);
      Instant now = context.now();
      Optional<Instant> end = expires.resolveAt(now);
      OptionChecks.checkFuture("--expires", end, now, stackOptions);
      return context.run(
          stackOptions,
          tables ->
              issue(
                  tables,
                  now,
                  new ApiKey.New(context.newKey(), customer, end, label, maxTokensReserved)));
    }

    private CommandResult issue(StackTables tables, Instant now, ApiKey.New key) {
      return switch (new ApiKeyTable(tables, now).issue(key)) {
        case DONE -> CommandResult.done(output(key));
        case NO_CUSTOMER, CHANGED_MEANWHILE -> CommandResult.customerNotFound(customer);
      };
    }

    private static CommandResult.Output output(ApiKey.New key) {
      return CommandResult.Output.of(List.of(key.apiKey().reveal()), KeyView.json(key).build())
          .withNote(KeyView.issued(key))
          .withNote(SHOWN_ONCE);
    }
  }

  /// `keys list`.
  @Command(
      name = "list",
      description =
          "Lists a customer's keys, or the keys of all customers in pages. Secrets are not shown.")
  final class ListKeys implements Callable<Integer> {

    @Option(
        names = "--customer",
        order = 1,
        paramLabel = "ID",
        description = "Lists all keys of this customer. Default: the keys of all customers.")
    private Optional<CustomerId> customer;

    @Mixin private ListOptions listOptions;
    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      listOptions.check(stackOptions);
      return context.run(
          stackOptions,
          tables -> customer.map(id -> listOf(tables, id)).orElseGet(() -> listAll(tables)));
    }

    private CommandResult listOf(StackTables tables, CustomerId id) {
      Instant now = context.now();
      List<ApiKeyEntry> keys = new ApiKeyTable(tables, now).findByCustomer(id);
      return keys.isEmpty() && new CustomerTable(tables, now).find(id).isEmpty()
          ? CommandResult.customerNotFound(id)
          : CommandResult.done(output(keys, now));
    }

    private CommandResult listAll(StackTables tables) {
      Instant now = context.now();
      ApiKeyTable keys = new ApiKeyTable(tables, now);
      Page<ApiKeyEntry> page = listOptions.page(keys::page, keys::all);
      return CommandResult.done(output(page.items(), now).withNext(page.next()));
    }

    private static CommandResult.Output output(List<ApiKeyEntry> keys, Instant now) {
      return CommandResult.Output.of(
          KeyView.table(keys, now),
          keys.stream().map(key -> KeyView.json(key, now).build()).toList());
    }
  }

  /// `keys deprecate`.
  @Command(
      name = "deprecate",
      description = "Lets a key expire after a grace period, without issuing another one.")
  final class DeprecateKey implements Callable<Integer> {

    @Mixin private KeyOptions keyOptions;

    @Option(
        names = "--grace",
        order = 3,
        paramLabel = "TIME",
        defaultValue = "7d",
        description = "How long the key still works, such as 7d or 12h. Default: ${DEFAULT-VALUE}")
    private Duration grace;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return run(stackOptions, keyOptions, this::deprecate);
    }

    private CommandResult deprecate(ApiKeyTable keys, ApiKeyEntry key) {
      if (!key.status().equals(ApiKeyEntry.ACTIVE)) {
        return new CommandResult.Refused(
            "the key %s is %s already".formatted(key.prefix(), key.status()));
      }
      return changed(key, keys.deprecate(key, keys.now().plus(grace)), keys.now());
    }
  }

  /// `keys revoke`.
  @Command(name = "revoke", description = "Revokes a key. This cannot be undone.")
  final class RevokeKey implements Callable<Integer> {

    @Mixin private KeyOptions keyOptions;
    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return run(stackOptions, keyOptions, RevokeKey::revoke);
    }

    private static CommandResult revoke(ApiKeyTable keys, ApiKeyEntry key) {
      if (key.status().equals(ApiKeyEntry.REVOKED)) {
        return CommandResult.done(
            CommandResult.Output.of(
                    KeyView.table(List.of(key), keys.now()), KeyView.json(key, keys.now()).build())
                .withNote("%s was revoked before".formatted(key.prefix())));
      }
      return changed(key, keys.revoke(key), keys.now());
    }
  }

  /// `keys expire`.
  @Command(
      name = "expire",
      description = "Sets the time when a key expires, earlier or later than before.")
  final class ExpireKey implements Callable<Integer> {

    @Mixin private KeyOptions keyOptions;

    @Option(
        names = "--at",
        order = 3,
        required = true,
        paramLabel = "WHEN",
        description = "When the key expires: " + KeyExpiryTime.FORMS)
    private KeyExpiryTime at;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      Instant now = context.now();
      OptionChecks.checkFuture("--at", at.resolveAt(now), now, stackOptions);
      return run(stackOptions, keyOptions, this::expire);
    }

    private CommandResult expire(ApiKeyTable keys, ApiKeyEntry key) {
      if (key.status().equals(ApiKeyEntry.REVOKED)) {
        return new CommandResult.Refused(
            "the key %s is revoked, for good: issue another".formatted(key.prefix()));
      }
      Optional<Instant> end = at.resolveAt(keys.now());
      if (key.isBrowserKey() && !isSooner(end, key)) {
        return new CommandResult.Refused(
            "%s is a browser key, which expires by itself: it can only end sooner"
                .formatted(key.prefix()));
      }
      if (end.isEmpty() && key.status().equals(ApiKeyEntry.DEPRECATED)) {
        return new CommandResult.Refused(
            "the key %s is deprecated and must expire: give a time".formatted(key.prefix()));
      }
      return changed(key, keys.expire(key, end), keys.now());
    }

    private static boolean isSooner(Optional<Instant> end, ApiKeyEntry key) {
      return end.isPresent() && key.expiresAt().filter(end.get()::isAfter).isEmpty();
    }
  }
}
