package dev.streambed.cli.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.streambed.cli.command.CustomerMonth.Group;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// A month's usage as CSV (RFC 4180): a heading and a line for each group, no totals.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, which
/// spreadsheets hide: names are written by others, and a bill is opened by somebody with
/// permissions.
///
/// @param by what it is summed by
record UsageCsv(YearMonth month, List<UsageGrouping> by) {

  private static final String FORMULA_BEGINS = "=+-@\t\r\n";

  List<String> lines(List<CustomerMonth> customers) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(heading());
      for (CustomerMonth customer : customers) {
        customer.groups().forEach(group -> csv.writeRecord(cells(customer, group)));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString().lines().toList();
  }

  private List<String> heading() {
    List<String> heading = new ArrayList<>(List.of("month", "customer_id", "customer_name"));
    by.forEach(usageGrouping -> heading.add(usageGrouping.field()));
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

  private List<String> cells(CustomerMonth customer, Group group) {
    List<String> cells = new ArrayList<>();
    cells.add(month.toString());
    cells.add(harmless(customer.id()));
    cells.add(harmless(customer.name()));
    group.names().forEach(name -> cells.add(harmless(name)));
    UsageTotals usageTotals = group.usageTotals();
    cells.add(Long.toString(usageTotals.requests()));
    cells.add(usageTotals.input().toString());
    cells.add(usageTotals.output().toString());
    cells.add(usageTotals.cacheRead().toString());
    cells.add(usageTotals.cacheWrite().toString());
    cells.add(usageTotals.usd().orElse(""));
    cells.add(Long.toString(usageTotals.unpriced()));
    cells.add(Long.toString(usageTotals.estimated()));
    cells.add(Long.toString(usageTotals.withoutNumbers()));
    return cells;
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
