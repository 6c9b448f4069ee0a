package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageRecordTable;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `usage`.
@Command(
    name = "usage",
    description = {
      "Sums what was used in a month of UTC: requests, tokens, cost.",
      "What has no price, was estimated, or came without numbers is counted beside the sums."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowUsage implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      paramLabel = "ID",
      description = "Whose usage. Default: every customer's that used anything.")
  private Optional<CustomerId> customer;

  @Option(
      names = "--month",
      order = 2,
      paramLabel = "YYYY-MM",
      description = "Which month. Default: this one.")
  private Optional<YearMonth> month;

  @Option(
      names = "--by",
      order = 3,
      paramLabel = "day|model|day,model",
      defaultValue = "day,model",
      description = "What to sum by. Default: ${DEFAULT-VALUE}")
  private String by;

  @Option(
      names = "--format",
      order = 4,
      paramLabel = "table|csv|json",
      description = "How to write it; json is the same as --json. Default: table")
  private Optional<UsageFormat> format;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ShowUsage(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    List<UsageGrouping> groupings =
        UsageGrouping.parse(by)
            .orElseThrow(
                () -> place.usageError("--by is day, model or day,model, not '" + by + "'"));
    if (place.isJson() && format.filter(chosen -> chosen != UsageFormat.JSON).isPresent()) {
      throw place.usageError("--json and --format " + format.get() + " exclude each other");
    }
    UsageFormat chosen = place.isJson() ? UsageFormat.JSON : format.orElse(UsageFormat.TABLE);
    YearMonth asked =
        month.orElseGet(() -> YearMonth.from(commandContext.now().atZone(ZoneOffset.UTC)));
    return commandContext.run(place, stackTables -> sum(stackTables, asked, groupings, chosen));
  }

  private CommandResult sum(
      StackTables stackTables, YearMonth asked, List<UsageGrouping> groupings, UsageFormat chosen) {
    CustomerTable customerTable = new CustomerTable(stackTables, commandContext.now());
    UsageRecordTable records = new UsageRecordTable(stackTables);
    if (customer.isEmpty()) {
      List<CustomerMonth> all =
          customerTable.all().stream()
              .map(each -> month(records, each.id(), each.name(), asked, groupings))
              .filter(each -> each.total().requests() > 0)
              .toList();
      return CommandResult.done(answer(all, asked, groupings, chosen));
    }
    CustomerId id = customer.get();
    Optional<Customer> known = customerTable.find(id);
    CustomerMonth one = month(records, id, known.map(Customer::name).orElse(""), asked, groupings);
    // Whoever took a customer out of the table did not undo what it used.
    return known.isEmpty() && one.total().requests() == 0
        ? CommandResult.customerNotFound(id)
        : CommandResult.done(answer(List.of(one), asked, groupings, chosen));
  }

  private static CustomerMonth month(
      UsageRecordTable records,
      CustomerId id,
      String name,
      YearMonth asked,
      List<UsageGrouping> by) {
    return CustomerMonth.of(id.value(), name, by, records.findByMonth(id, asked));
  }

  private static CommandOutput answer(
      List<CustomerMonth> customers, YearMonth asked, List<UsageGrouping> by, UsageFormat chosen) {
    UsageView view = new UsageView(asked, by);
    List<String> text =
        switch (chosen) {
          case TABLE -> view.table(customers);
          case CSV -> new UsageCsv(asked, by).lines(customers);
          case JSON -> customers.stream().map(each -> view.json(each).write()).toList();
        };
    return CommandOutput.of(text, customers.stream().map(view::json).toList())
        .withNotes(view.warnings(customers));
  }
}
