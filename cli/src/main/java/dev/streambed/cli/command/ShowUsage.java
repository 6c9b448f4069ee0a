package dev.streambed.cli.command;

import dev.streambed.cli.command.CustomerMonthlyUsage.Grouping;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageRecordTable;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `usage`.
@Command(
    name = "usage",
    description = {
      "Sums up the usage of a month (UTC): requests, tokens and cost.",
      "Requests without a price, with estimated tokens or without tokens are counted separately."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowUsage implements Callable<Integer> {

  /// The values of `--format`.
  private enum Format {
    TABLE,
    CSV,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--customer",
      order = 1,
      paramLabel = "ID",
      description = "The customer. Default: all customers with any usage.")
  private Optional<CustomerId> customer;

  @Option(
      names = "--month",
      order = 2,
      paramLabel = "YYYY-MM",
      description = "The month. Default: the current one.")
  private Optional<YearMonth> month;

  @Option(
      names = "--by",
      order = 3,
      paramLabel = "WHAT",
      defaultValue = "day,model",
      description = {
        "What to group by: day, model, key, dialect, tag:NAME, or several separated by commas.",
        "Requests without a key or without the tag are a group without a name. "
            + "Default: ${DEFAULT-VALUE}"
      })
  private String by;

  @Option(
      names = "--format",
      order = 4,
      paramLabel = "table|csv|json",
      description = "The output format; json is the same as --json. Default: table")
  private Optional<Format> format;

  @Mixin private StackOptions stackOptions;

  private final CommandContext context;

  ShowUsage(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Grouping> groupings =
        Grouping.parse(by)
            .orElseThrow(() ->
                stackOptions.usageError(
                    "--by is day, model, key, dialect or tag:NAME, or some of them separated by"
                        + " commas, each once, not '"
                        + by
                        + "'"));
    if (stackOptions.isJson() && format.filter(chosen -> chosen != Format.JSON).isPresent()) {
      throw stackOptions.usageError("--json and --format " + format.get() + " exclude each other");
    }
    UsageView view =
        new UsageView(
            month.orElseGet(() -> YearMonth.from(context.now().atZone(ZoneOffset.UTC))), groupings);
    return context.run(stackOptions, tables -> sum(tables, view));
  }

  private CommandResult sum(StackTables tables, UsageView view) {
    CustomerTable customers = new CustomerTable(tables, context.now());
    UsageRecordTable records = new UsageRecordTable(tables);
    if (customer.isEmpty()) {
      List<CustomerMonthlyUsage> all =
          customers.all().stream()
              .map(each -> month(records, each.id(), each.name(), view))
              .filter(each -> each.total().requests() > 0)
              .toList();
      return CommandResult.done(output(all, view));
    }
    CustomerId id = customer.get();
    Optional<Customer> known = customers.find(id);
    CustomerMonthlyUsage one = month(records, id, known.map(Customer::name).orElse(""), view);
    // Usage records stay when a customer's item is deleted.
    return known.isEmpty() && one.total().requests() == 0
        ? CommandResult.customerNotFound(id)
        : CommandResult.done(output(List.of(one), view));
  }

  private static CustomerMonthlyUsage month(
      UsageRecordTable records, CustomerId id, String name, UsageView view) {
    return CustomerMonthlyUsage.of(
        id.value(), name, view.by(), records.findByMonth(id, view.month()));
  }

  private CommandResult.Output output(List<CustomerMonthlyUsage> customers, UsageView view) {
    List<String> text =
        switch (stackOptions.isJson() ? Format.JSON : format.orElse(Format.TABLE)) {
          case TABLE -> view.table(customers);
          case CSV -> view.csv(customers);
          case JSON -> customers.stream().map(each -> view.json(each).write()).toList();
        };
    return CommandResult.Output.of(text, customers.stream().map(view::json).toList())
        .withNotes(view.warnings(customers));
  }
}
