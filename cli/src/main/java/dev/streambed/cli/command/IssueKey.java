package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.KeyExpiryTime;
import dev.streambed.cli.domain.NewApiKey;
import dev.streambed.cli.tables.ApiKeyWriter;
import dev.streambed.cli.tables.StackTables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys issue`.
@Command(
    name = "issue",
    description = "Issues an API key and prints it: the only time it is shown. It works at once.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueKey implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      required = true,
      paramLabel = "ID",
      description = "Whose key.")
  private CustomerId customer;

  @Option(
      names = "--expires",
      order = 2,
      paramLabel = "WHEN",
      description = "Refused from then on: " + KeyExpiryTime.FORMS + ". Default: never.")
  private KeyExpiryTime expires = new KeyExpiryTime.Never();

  @Option(
      names = "--name",
      order = 3,
      paramLabel = "LABEL",
      description = "What you call it, for example after the program that has it.")
  private Optional<String> label;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  IssueKey(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    Labels.checkName("--name", label, place);
    Instant now = commandContext.now();
    Optional<Instant> end = expires.resolveAt(now);
    KeyExpiry.checkFuture("--expires", end, now, place);
    return commandContext.run(
        place,
        stackTables ->
            issue(
                stackTables, now, new NewApiKey(commandContext.newKey(), customer, end, label)));
  }

  private CommandResult issue(StackTables stackTables, Instant now, NewApiKey token) {
    return switch (new ApiKeyWriter(stackTables, now).issue(token)) {
      case DONE -> CommandResult.done(answer(token));
      case NO_CUSTOMER, CHANGED_MEANWHILE -> CommandResult.customerNotFound(customer);
    };
  }

  private static CommandOutput answer(NewApiKey token) {
    return CommandOutput.of(List.of(token.apiKey().reveal()), KeyView.json(token).build())
        .withNote(
            "issued %s for %s, expires: %s"
                .formatted(
                    token.apiKey().prefix(),
                    token.customer().value(),
                    TimeFormat.secondOrNever(token.expiresAt())))
        .withNote(KeyCommands.SHOWN_ONCE);
  }
}
