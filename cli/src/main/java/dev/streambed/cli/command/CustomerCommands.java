package dev.streambed.cli.command;

import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.Page;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.CustomerTable.StatusChange;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageRecordTable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `customers`: all of its subcommands except [CreateCustomer] and [UpdateCustomer].
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CustomerCommands {

  private final CommandContext context;

  private CustomerCommands(CommandContext context) {
    this.context = context;
  }

  static CommandLine group(CommandContext context) {
    CustomerCommands commands = new CustomerCommands(context);
    return CommandRunner.group("customers", "Manages customers, who are billed for their calls.")
        .addSubcommand(LimitOptions.addTo(new CommandLine(new CreateCustomer(context))))
        .addSubcommand(commands.new ListCustomers())
        .addSubcommand(commands.new ShowCustomer())
        .addSubcommand(LimitOptions.addTo(new CommandLine(new UpdateCustomer(context))))
        .addSubcommand(commands.new SuspendCustomer())
        .addSubcommand(commands.new ResumeCustomer());
  }

  /// `customers list`.
  @Command(name = "list", description = "Lists customers in pages.")
  final class ListCustomers implements Callable<Integer> {

    @Mixin private ListOptions listOptions;
    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      listOptions.check(stackOptions);
      return context.run(stackOptions, this::list);
    }

    private CommandResult list(StackTables tables) {
      CustomerTable customers = new CustomerTable(tables, context.now());
      Page<Customer> page = listOptions.page(customers::page, customers::all);
      return CommandResult.done(
          CommandResult.Output.of(
                  CustomerView.table(page.items()),
                  page.items().stream()
                      .map(customer -> CustomerView.json(customer).build())
                      .toList())
              .withNext(page.next()));
    }
  }

  /// `customers show`.
  @Command(
      name = "show",
      description = "Shows a customer, its keys without their secrets, and this month's usage.")
  final class ShowCustomer implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The customer.")
    private CustomerId id;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return context.run(stackOptions, this::show);
    }

    private CommandResult show(StackTables tables) {
      Instant now = context.now();
      return new CustomerTable(tables, now)
          .find(id)
          .map(customer -> CommandResult.done(output(tables, customer, now)))
          .orElseGet(() -> CommandResult.customerNotFound(id));
    }

    private CommandResult.Output output(StackTables tables, Customer customer, Instant now) {
      List<ApiKeyEntry> keys = new ApiKeyTable(tables, now).findByCustomer(id);
      YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
      List<CustomerMonthlyUsage.Grouping> none = List.of();
      CustomerMonthlyUsage used =
          CustomerMonthlyUsage.of(
              id.value(),
              customer.name(),
              none,
              new UsageRecordTable(tables).findByMonth(id, month));
      UsageView view = new UsageView(month, none);
      return CommandResult.Output.of(
              text(customer, keys, now, view.summary(used)),
              CustomerView.json(customer)
                  .array(
                      "tokens", keys.stream().map(key -> KeyView.json(key, now).build()).toList())
                  .object("usage", view.json(used))
                  .build())
          .withNotes(view.warnings(List.of(used)));
    }

    private static List<String> text(
        Customer customer, List<ApiKeyEntry> keys, Instant now, List<String> usage) {
      List<String> text = new ArrayList<>(CustomerView.properties(customer));
      text.addAll(usage);
      if (!keys.isEmpty()) {
        text.add("");
        text.addAll(KeyView.table(keys, now));
      }
      return text;
    }
  }

  /// `customers suspend`.
  @Command(
      name = "suspend",
      description = "Refuses a customer's calls until it is resumed. Running answers continue.")
  final class SuspendCustomer implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The customer.")
    private CustomerId id;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return setStatus(stackOptions, id, Customer.SUSPENDED);
    }
  }

  /// `customers resume`.
  @Command(name = "resume", description = "Admits the calls of a suspended customer again.")
  final class ResumeCustomer implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The customer.")
    private CustomerId id;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() {
      return setStatus(stackOptions, id, Customer.ACTIVE);
    }
  }

  private int setStatus(StackOptions stackOptions, CustomerId id, String status) {
    return context.run(
        stackOptions,
        tables ->
            switch (new CustomerTable(tables, context.now()).setStatus(id, status)) {
              case StatusChange.Changed(Customer customer) ->
                  CommandResult.done(output(customer).withNote(KeyCommands.TAKES_EFFECT_SOON));
              case StatusChange.Unchanged(Customer customer) ->
                  CommandResult.done(
                      output(customer).withNote("%s was %s before".formatted(id.value(), status)));
              case StatusChange.Unknown() -> CommandResult.customerNotFound(id);
            });
  }

  private static CommandResult.Output output(Customer customer) {
    return CommandResult.Output.of(
        CustomerView.properties(customer), CustomerView.json(customer).build());
  }
}
