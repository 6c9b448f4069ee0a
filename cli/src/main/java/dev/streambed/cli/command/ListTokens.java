package dev.streambed.cli.command;

import dev.streambed.cli.store.ApiKeys;
import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.ApiKey;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Page;
import dev.streambed.cli.vocabulary.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tokens list`.
@Command(
    name = "list",
    description =
        "Lists a customer's tokens, or everybody's a page at a time; never the tokens themselves.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListTokens implements Callable<Integer> {

  @Option(
      names = "--customer",
      order = 1,
      paramLabel = "ID",
      description = "Whose tokens: all of them. Default: everybody's.")
  private Optional<CustomerId> customer;

  @Mixin private ListOptions list;
  @Mixin private PlaceOptions place;

  private final Desk desk;

  ListTokens(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    list.check(place);
    return desk.serve(
        place, tables -> customer.map(id -> of(tables, id)).orElseGet(() -> everybodys(tables)));
  }

  private Verdict of(Tables tables, CustomerId id) {
    List<ApiKey> keys = new ApiKeys(tables).of(id);
    return keys.isEmpty() && new Customers(tables, desk.now()).find(id).isEmpty()
        ? Verdict.noCustomer(id)
        : Verdict.done(answer(keys));
  }

  private Verdict everybodys(Tables tables) {
    ApiKeys apiKeys = new ApiKeys(tables);
    Page<ApiKey> page = list.page(apiKeys::page, apiKeys::all);
    return Verdict.done(answer(page.items()).withNext(page.next()));
  }

  private Answer answer(List<ApiKey> keys) {
    Instant now = desk.now();
    return Answer.of(
        TokenView.table(keys, now),
        keys.stream().map(key -> TokenView.json(key, now).build()).toList());
  }
}
