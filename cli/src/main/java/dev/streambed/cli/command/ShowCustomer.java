package dev.streambed.cli.command;

import dev.streambed.cli.console.Facts;
import dev.streambed.cli.store.ApiKeys;
import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.store.UsageRecords;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Verdict;
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
    description = "Shows a customer, its tokens without their secrets, and this month's usage.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowCustomer implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The customer.")
  private CustomerId id;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  ShowCustomer(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, this::show);
  }

  private Verdict show(Tables tables) {
    Instant now = desk.now();
    return new Customers(tables, now)
        .find(id)
        .map(customer -> Verdict.done(answer(tables, customer, now)))
        .orElseGet(() -> Verdict.noCustomer(id));
  }

  private Answer answer(Tables tables, Customer customer, Instant now) {
    List<ApiKey> keys = new ApiKeys(tables).of(id);
    YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
    List<Grouping> together = List.of();
    MonthOfCustomer used =
        MonthOfCustomer.of(
            id.value(), customer.name(), together, new UsageRecords(tables).of(id, month));
    UsageView view = new UsageView(month, together);
    return Answer.of(
            text(customer, keys, now, used, month),
            CustomerView.json(customer)
                .array(
                    "tokens", keys.stream().map(key -> TokenView.json(key, now).build()).toList())
                .object("usage", view.json(used))
                .build())
        .withNotes(view.warnings(List.of(used)));
  }

  private static List<String> text(
      Customer customer, List<ApiKey> keys, Instant now, MonthOfCustomer used, YearMonth month) {
    List<String> text = new ArrayList<>(CustomerView.facts(customer));
    text.addAll(
        new Facts()
            .fact(
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
      text.addAll(TokenView.table(keys, now));
    }
    return text;
  }
}
