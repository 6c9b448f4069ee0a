package dev.streambed.cli.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.streambed.cli.command.CustomerMonthlyUsage.Group;
import dev.streambed.cli.command.CustomerMonthlyUsage.Grouping;
import dev.streambed.cli.command.CustomerMonthlyUsage.Totals;
import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// Formats a month's usage as a table, JSON or CSV.
///
/// @param by the dimensions that it is grouped by
record UsageView(YearMonth month, List<Grouping> by) {

  /// Stands in place of a cost that is unknown.
  private static final String UNPRICED = "unpriced";

  private static final String FORMULA_BEGINS = "=+-@\t\r\n";

  /// One line with the totals of a customer.
  List<String> summary(CustomerMonthlyUsage customer) {
    Totals total = customer.total();
    return TextTable.ofProperties()
        .property(
            "in " + month,
            "%d requests, %s input and %s output tokens, %s"
                .formatted(
                    total.requests(),
                    total.input(),
                    total.output(),
                    total.usd().map(usd -> usd + " USD").orElse(UNPRICED)))
        .lines();
  }

  /// A table with a row for each group and a row for the total of each customer.
  List<String> table(List<CustomerMonthlyUsage> customers) {
    TextTable table = new TextTable().textColumn("CUSTOMER");
    by.forEach(grouping -> table.textColumn(grouping.heading()));
    List.of("REQUESTS", "INPUT", "OUTPUT", "CACHE READ", "CACHE WRITE", "COST USD")
        .forEach(table::numberColumn);
    List.of("UNPRICED", "ESTIMATED", "NO NUMBERS").forEach(table::numberColumn);
    for (CustomerMonthlyUsage customer : customers) {
      customer.groups().forEach(group -> table.row(row(customer.id(), group)));
      table.row(
          row(customer.id(), new Group(by.stream().map(_ -> "total").toList(), customer.total())));
    }
    return table.lines();
  }

  /// A customer's month as one document.
  JsonObject json(CustomerMonthlyUsage customer) {
    return new JsonFields()
        .text("customer_id", customer.id())
        .text("customer_name", customer.name())
        .text("month", month.toString())
        .array("groups", customer.groups().stream().map(this::json).toList())
        .object("total", numbers(new JsonFields(), customer.total()).build())
        .build();
  }

  /// CSV (RFC 4180) with a heading and a row for each group, without totals.
  ///
  /// Text that a spreadsheet would take for a formula gets an apostrophe in front, which
  /// spreadsheets hide: other people choose the names, and the person who opens a bill may have
  /// permissions that a formula could abuse.
  List<String> csv(List<CustomerMonthlyUsage> customers) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(csvHeading());
      for (CustomerMonthlyUsage customer : customers) {
        customer.groups().forEach(group -> csv.writeRecord(csvRow(customer, group)));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString().lines().toList();
  }

  /// Notes on what is missing from the sums or only estimated.
  List<String> warnings(List<CustomerMonthlyUsage> customers) {
    long unpriced = customers.stream().mapToLong(each -> each.total().unpriced()).sum();
    long estimated = customers.stream().mapToLong(each -> each.total().estimated()).sum();
    List<String> warnings = new ArrayList<>();
    if (unpriced > 0) {
      warnings.add(
          "%d requests have tokens without a price: their cost is not in the sums"
              .formatted(unpriced));
    }
    if (estimated > 0) {
      warnings.add("%d requests have estimated tokens".formatted(estimated));
    }
    return warnings;
  }

  private JsonObject json(Group group) {
    JsonFields fields = new JsonFields();
    for (int at = 0; at < by.size(); at++) {
      fields.text(by.get(at).field(), group.names().get(at));
    }
    return numbers(fields, group.totals()).build();
  }

  private static JsonFields numbers(JsonFields fields, Totals totals) {
    fields
        .number("requests", totals.requests())
        .number("input_tokens", new BigDecimal(totals.input()))
        .number("output_tokens", new BigDecimal(totals.output()))
        .number("cache_read_tokens", new BigDecimal(totals.cacheRead()))
        .number("cache_write_tokens", new BigDecimal(totals.cacheWrite()));
    totals.nanoUsd().map(BigDecimal::new).ifPresent(cost -> fields.number("cost_nano_usd", cost));
    return fields
        .text("cost_usd", totals.usd())
        .number("unpriced", totals.unpriced())
        .number("estimated", totals.estimated())
        .number("without_numbers", totals.withoutNumbers());
  }

  private static List<String> row(String customer, Group group) {
    List<String> row = new ArrayList<>(List.of(customer));
    row.addAll(group.names());
    row.addAll(numbers(group.totals(), UNPRICED));
    return row;
  }

  private List<String> csvHeading() {
    List<String> heading = new ArrayList<>(List.of("month", "customer_id", "customer_name"));
    by.forEach(grouping -> heading.add(grouping.field()));
    heading.addAll(
        List.of(
            "requests",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "cost_usd",
            "unpriced",
            "estimated",
            "without_numbers"));
    return heading;
  }

  private List<String> csvRow(CustomerMonthlyUsage customer, Group group) {
    List<String> row = new ArrayList<>();
    row.add(month.toString());
    row.add(withoutFormula(customer.id()));
    row.add(withoutFormula(customer.name()));
    group.names().forEach(name -> row.add(withoutFormula(name)));
    row.addAll(numbers(group.totals(), ""));
    return row;
  }

  private static List<String> numbers(Totals totals, String unpriced) {
    return List.of(
        Long.toString(totals.requests()),
        totals.input().toString(),
        totals.output().toString(),
        totals.cacheRead().toString(),
        totals.cacheWrite().toString(),
        totals.usd().orElse(unpriced),
        Long.toString(totals.unpriced()),
        Long.toString(totals.estimated()),
        Long.toString(totals.withoutNumbers()));
  }

  private static String withoutFormula(String text) {
    return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
