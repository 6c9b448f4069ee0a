package dev.streambed.cli.command;

import dev.streambed.cli.command.MonthOfCustomer.Group;
import dev.streambed.cli.console.Fields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// How a month's usage is shown.
///
/// @param by what it is summed by
record UsageView(YearMonth month, List<Grouping> by) {

  /// Stands where the cost would.
  static final String UNPRICED = "unpriced";

  /// A table, with a line for the total where there is more than one to sum.
  List<String> table(List<MonthOfCustomer> customers) {
    TextTable table = new TextTable().words("CUSTOMER");
    by.forEach(grouping -> table.words(grouping.heading()));
    List.of("REQUESTS", "INPUT", "OUTPUT", "CACHE READ", "CACHE WRITE", "COST USD")
        .forEach(table::numbers);
    List.of("UNPRICED", "ESTIMATED", "NO NUMBERS").forEach(table::numbers);
    for (MonthOfCustomer customer : customers) {
      customer.groups().forEach(group -> table.row(row(customer.id(), group)));
      table.row(
          row(customer.id(), new Group(by.stream().map(_ -> "total").toList(), customer.total())));
    }
    return table.lines();
  }

  /// A customer's month as one document.
  JsonObject json(MonthOfCustomer customer) {
    Fields fields =
        new Fields()
            .text("customer_id", customer.id())
            .text("customer_name", customer.name())
            .text("month", month.toString());
    return fields
        .array("groups", customer.groups().stream().map(this::json).toList())
        .object("total", numbers(new Fields(), customer.total()).build())
        .build();
  }

  /// What must not be overlooked in a bill.
  List<String> warnings(List<MonthOfCustomer> customers) {
    long unpriced = customers.stream().mapToLong(each -> each.total().unpriced()).sum();
    long estimated = customers.stream().mapToLong(each -> each.total().estimated()).sum();
    List<String> warnings = new ArrayList<>();
    if (unpriced > 0) {
      warnings.add("%d requests have no price: their cost is not in the sums".formatted(unpriced));
    }
    if (estimated > 0) {
      warnings.add("%d requests have estimated tokens".formatted(estimated));
    }
    return warnings;
  }

  private JsonObject json(Group group) {
    Fields fields = new Fields();
    for (int at = 0; at < by.size(); at++) {
      fields.text(by.get(at).field(), group.names().get(at));
    }
    return numbers(fields, group.tally()).build();
  }

  private static Fields numbers(Fields fields, Tally tally) {
    fields
        .number("requests", tally.requests())
        .number("input_tokens", new BigDecimal(tally.input()))
        .number("output_tokens", new BigDecimal(tally.output()))
        .number("cache_read_tokens", new BigDecimal(tally.cacheRead()))
        .number("cache_write_tokens", new BigDecimal(tally.cacheWrite()));
    tally.nanoUsd().map(BigDecimal::new).ifPresent(cost -> fields.number("cost_nano_usd", cost));
    return fields
        .text("cost_usd", tally.usd())
        .number("unpriced", tally.unpriced())
        .number("estimated", tally.estimated())
        .number("without_numbers", tally.withoutNumbers());
  }

  private static List<String> row(String customer, Group group) {
    List<String> row = new ArrayList<>(List.of(customer));
    row.addAll(group.names());
    Tally tally = group.tally();
    row.add(Long.toString(tally.requests()));
    row.add(tally.input().toString());
    row.add(tally.output().toString());
    row.add(tally.cacheRead().toString());
    row.add(tally.cacheWrite().toString());
    row.add(tally.usd().orElse(UNPRICED));
    row.add(Long.toString(tally.unpriced()));
    row.add(Long.toString(tally.estimated()));
    row.add(Long.toString(tally.withoutNumbers()));
    return row;
  }
}
