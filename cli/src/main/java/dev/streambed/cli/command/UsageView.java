package dev.streambed.cli.command;

import dev.streambed.cli.command.CustomerMonth.Group;
import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.gateway.json.JsonObject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// How a month's usage is shown.
///
/// @param by what it is summed by
record UsageView(YearMonth month, List<UsageGrouping> by) {

  /// Stands where the cost would.
  static final String UNPRICED = "unpriced";

  /// A table, with a line for the total where there is more than one to sum.
  List<String> table(List<CustomerMonth> customers) {
    TextTable table = new TextTable().textColumn("CUSTOMER");
    by.forEach(usageGrouping -> table.textColumn(usageGrouping.heading()));
    List.of("REQUESTS", "INPUT", "OUTPUT", "CACHE READ", "CACHE WRITE", "COST USD")
        .forEach(table::numberColumn);
    List.of("UNPRICED", "ESTIMATED", "NO NUMBERS").forEach(table::numberColumn);
    for (CustomerMonth customer : customers) {
      customer.groups().forEach(group -> table.row(row(customer.id(), group)));
      table.row(
          row(customer.id(), new Group(by.stream().map(_ -> "total").toList(), customer.total())));
    }
    return table.lines();
  }

  /// A customer's month as one document.
  JsonObject json(CustomerMonth customer) {
    JsonFields jsonFields =
        new JsonFields()
            .text("customer_id", customer.id())
            .text("customer_name", customer.name())
            .text("month", month.toString());
    return jsonFields
        .array("groups", customer.groups().stream().map(this::json).toList())
        .object("total", numbers(new JsonFields(), customer.total()).build())
        .build();
  }

  /// What must not be overlooked in a bill.
  List<String> warnings(List<CustomerMonth> customers) {
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
    JsonFields jsonFields = new JsonFields();
    for (int at = 0; at < by.size(); at++) {
      jsonFields.text(by.get(at).field(), group.names().get(at));
    }
    return numbers(jsonFields, group.usageTotals()).build();
  }

  private static JsonFields numbers(JsonFields jsonFields, UsageTotals usageTotals) {
    jsonFields
        .number("requests", usageTotals.requests())
        .number("input_tokens", new BigDecimal(usageTotals.input()))
        .number("output_tokens", new BigDecimal(usageTotals.output()))
        .number("cache_read_tokens", new BigDecimal(usageTotals.cacheRead()))
        .number("cache_write_tokens", new BigDecimal(usageTotals.cacheWrite()));
    usageTotals
        .nanoUsd()
        .map(BigDecimal::new)
        .ifPresent(cost -> jsonFields.number("cost_nano_usd", cost));
    return jsonFields
        .text("cost_usd", usageTotals.usd())
        .number("unpriced", usageTotals.unpriced())
        .number("estimated", usageTotals.estimated())
        .number("without_numbers", usageTotals.withoutNumbers());
  }

  private static List<String> row(String customer, Group group) {
    List<String> row = new ArrayList<>(List.of(customer));
    row.addAll(group.names());
    UsageTotals usageTotals = group.usageTotals();
    row.add(Long.toString(usageTotals.requests()));
    row.add(usageTotals.input().toString());
    row.add(usageTotals.output().toString());
    row.add(usageTotals.cacheRead().toString());
    row.add(usageTotals.cacheWrite().toString());
    row.add(usageTotals.usd().orElse(UNPRICED));
    row.add(Long.toString(usageTotals.unpriced()));
    row.add(Long.toString(usageTotals.estimated()));
    row.add(Long.toString(usageTotals.withoutNumbers()));
    return row;
  }
}
