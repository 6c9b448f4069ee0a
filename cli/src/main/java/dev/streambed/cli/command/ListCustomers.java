package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.Page;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `customers list`.
@Command(name = "list", description = "Lists customers, a page at a time.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListCustomers implements Callable<Integer> {

  @Mixin private ListOptions list;
  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ListCustomers(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    list.check(place);
    return commandContext.run(place, this::list);
  }

  private CommandResult list(StackTables stackTables) {
    CustomerTable customerTable = new CustomerTable(stackTables, commandContext.now());
    Page<Customer> page = list.page(customerTable::page, customerTable::all);
    return CommandResult.done(
        CommandOutput.of(
                CustomerView.table(page.items()),
                page.items().stream().map(customer -> CustomerView.json(customer).build()).toList())
            .withNext(page.next()));
  }
}
