package dev.streambed.cli.command;

import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.store.UsageRecords;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Verdict;
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
final class UsageOfMonth implements Callable<Integer> {

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

  @Mixin private PlaceOptions place;

  private final Desk desk;

  UsageOfMonth(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<Grouping> groupings =
        Grouping.read(by)
            .orElseThrow(() -> place.wrong("--by is day, model or day,model, not '" + by + "'"));
    if (place.isJson() && format.filter(chosen -> chosen != UsageFormat.JSON).isPresent()) {
      throw place.wrong("--json and --format " + format.get() + " exclude each other");
    }
    UsageFormat chosen = place.isJson() ? UsageFormat.JSON : format.orElse(UsageFormat.TABLE);
    YearMonth asked = month.orElseGet(() -> YearMonth.from(desk.now().atZone(ZoneOffset.UTC)));
    return desk.serve(place, tables -> sum(tables, asked, groupings, chosen));
  }

  private Verdict sum(
      Tables tables, YearMonth asked, List<Grouping> groupings, UsageFormat chosen) {
    Customers customers = new Customers(tables, desk.now());
    UsageRecords records = new UsageRecords(tables);
    if (customer.isEmpty()) {
      List<MonthOfCustomer> all =
          customers.all().stream()
              .map(each -> month(records, each.id(), each.name(), asked, groupings))
              .filter(each -> each.total().requests() > 0)
              .toList();
      return Verdict.done(answer(all, asked, groupings, chosen));
    }
    CustomerId id = customer.get();
    Optional<Customer> known = customers.find(id);
    MonthOfCustomer one =
        month(records, id, known.map(Customer::name).orElse(""), asked, groupings);
    // Whoever took a customer out of the table did not undo what it used.
    return known.isEmpty() && one.total().requests() == 0
        ? Verdict.noCustomer(id)
        : Verdict.done(answer(List.of(one), asked, groupings, chosen));
  }

  private static MonthOfCustomer month(
      UsageRecords records, CustomerId id, String name, YearMonth asked, List<Grouping> by) {
    return MonthOfCustomer.of(id.value(), name, by, records.of(id, asked));
  }

  private static Answer answer(
      List<MonthOfCustomer> customers, YearMonth asked, List<Grouping> by, UsageFormat chosen) {
    UsageView view = new UsageView(asked, by);
    List<String> text =
        switch (chosen) {
          case TABLE -> view.table(customers);
          case CSV -> new UsageCsv(asked, by).lines(customers);
          case JSON -> customers.stream().map(each -> view.json(each).write()).toList();
        };
    return Answer.of(text, customers.stream().map(view::json).toList())
        .withNotes(view.warnings(customers));
  }
}
