package dev.streambed.cli.command;

import dev.streambed.cli.console.Fields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.store.Books;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.BookEntry;
import dev.streambed.cli.vocabulary.Verdict;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.PriceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `prices list`.
@Command(
    name = "list",
    description =
        "Lists the price books and says which is in use; the first comes with this release's function.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListPrices implements Callable<Integer> {

  @Mixin private PlaceOptions place;

  private final Desk desk;

  ListPrices(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    return desk.serve(place, this::list);
  }

  private Verdict list(Tables tables) {
    Books books = new Books(tables, desk.now());
    PriceBook bundled = PriceBook.bundled();
    List<BookEntry> all = new ArrayList<>();
    all.add(
        new BookEntry(
            bundled.version(), OptionalLong.of(bundled.size()), "", books.used().isEmpty()));
    all.addAll(books.all());
    return Verdict.done(Answer.of(table(all), all.stream().map(ListPrices::json).toList()));
  }

  private static List<String> table(List<BookEntry> books) {
    TextTable table =
        new TextTable().words("VERSION").numbers("MODELS").words("CREATED").words("IN USE");
    for (BookEntry book : books) {
      table.row(
          List.of(
              book.version(),
              book.models().isPresent() ? Long.toString(book.models().getAsLong()) : "",
              Times.day(book.createdAt()),
              book.isUsed() ? "yes" : ""));
    }
    return table.lines();
  }

  private static JsonObject json(BookEntry book) {
    Fields fields = new Fields().text("version", book.version());
    book.models().ifPresent(models -> fields.number("models", models));
    return fields.text("createdAt", book.createdAt()).flag("used", book.isUsed()).build();
  }
}
