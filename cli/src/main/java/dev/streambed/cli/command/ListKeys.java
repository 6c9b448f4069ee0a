package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Page;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys list`.
@Command(
    name = "list",
    description =
        "Lists a customer's keys, or everybody's a page at a time; never the keys themselves.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListKeys implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      paramLabel = "ID",
      description = "Whose keys: all of them. Default: everybody's.")
  private Optional<CustomerId> customer;

  @Mixin private ListOptions list;
  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ListKeys(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    list.check(place);
    return commandContext.run(
        place,
        stackTables ->
            customer.map(id -> of(stackTables, id)).orElseGet(() -> everybodys(stackTables)));
  }

  private CommandResult of(StackTables stackTables, CustomerId id) {
    List<ApiKeyEntry> keys = new ApiKeyTable(stackTables).findByCustomer(id);
    return keys.isEmpty() && new CustomerTable(stackTables, commandContext.now()).find(id).isEmpty()
        ? CommandResult.customerNotFound(id)
        : CommandResult.done(answer(keys));
  }

  private CommandResult everybodys(StackTables stackTables) {
    ApiKeyTable apiKeyTable = new ApiKeyTable(stackTables);
    Page<ApiKeyEntry> page = list.page(apiKeyTable::page, apiKeyTable::all);
    return CommandResult.done(answer(page.items()).withNext(page.next()));
  }

  private CommandOutput answer(List<ApiKeyEntry> keys) {
    Instant now = commandContext.now();
    return CommandOutput.of(
        KeyView.table(keys, now),
        keys.stream().map(key -> KeyView.json(key, now).build()).toList());
  }
}
