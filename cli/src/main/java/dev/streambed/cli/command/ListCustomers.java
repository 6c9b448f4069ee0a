package dev.streambed.cli.command;

import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.Customer;
import dev.streambed.cli.vocabulary.Page;
import dev.streambed.cli.vocabulary.Verdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `customers list`.
@Command(name = "list", description = "Lists customers, a page at a time.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListCustomers implements Callable<Integer> {

  @Mixin private ListOptions list;
  @Mixin private PlaceOptions place;

  private final Desk desk;

  ListCustomers(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    list.check(place);
    return desk.serve(place, this::list);
  }

  private Verdict list(Tables tables) {
    Customers customers = new Customers(tables, desk.now());
    Page<Customer> page = list.page(customers::page, customers::all);
    return Verdict.done(
        Answer.of(
                CustomerView.table(page.items()),
                page.items().stream().map(customer -> CustomerView.json(customer).build()).toList())
            .withNext(page.next()));
  }
}
