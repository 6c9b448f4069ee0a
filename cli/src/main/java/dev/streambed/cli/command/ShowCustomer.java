package dev.streambed.cli.command;

import dev.streambed.cli.console.PropertyList;
import dev.streambed.cli.domain.ApiKeyEntry;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.ApiKeyTable;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageRecordTable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `customers show`.
@Command(
    name = "show",
    description = "Shows a customer, its keys without their secrets, and this month's usage.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowCustomer implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The customer.")
  private CustomerId id;

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ShowCustomer(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    return commandContext.run(place, this::show);
  }

  private CommandResult show(StackTables stackTables) {
    Instant now = commandContext.now();
    return new CustomerTable(stackTables, now)
        .find(id)
        .map(customer -> CommandResult.done(answer(stackTables, customer, now)))
        .orElseGet(() -> CommandResult.customerNotFound(id));
  }

  private CommandOutput answer(StackTables stackTables, Customer customer, Instant now) {
    List<ApiKeyEntry> keys = new ApiKeyTable(stackTables).findByCustomer(id);
    YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
    List<UsageGrouping> together = List.of();
    CustomerMonth used =
        CustomerMonth.of(
            id.value(),
            customer.name(),
            together,
            new UsageRecordTable(stackTables).findByMonth(id, month));
    UsageView view = new UsageView(month, together);
    return CommandOutput.of(
            text(customer, keys, now, used, month),
            CustomerView.json(customer)
                .array("tokens", keys.stream().map(key -> KeyView.json(key, now).build()).toList())
                .object("usage", view.json(used))
                .build())
        .withNotes(view.warnings(List.of(used)));
  }

  private static List<String> text(
      Customer customer, List<ApiKeyEntry> keys, Instant now, CustomerMonth used, YearMonth month) {
    List<String> text = new ArrayList<>(CustomerView.facts(customer));
    text.addAll(
        new PropertyList()
            .add(
                "in " + month,
                "%d requests, %s input and %s output tokens, %s"
                    .formatted(
                        used.total().requests(),
                        used.total().input(),
                        used.total().output(),
                        used.total().usd().map(usd -> usd + " USD").orElse(UsageView.UNPRICED)))
            .lines());
    if (!keys.isEmpty()) {
      text.add("");
      text.addAll(KeyView.table(keys, now));
    }
    return text;
  }
}
