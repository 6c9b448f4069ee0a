package dev.streambed.cli.command;

import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.store.Books;
import dev.streambed.cli.store.Customers;
import dev.streambed.cli.store.Tables;
import dev.streambed.cli.store.UsagePrices;
import dev.streambed.cli.vocabulary.Answer;
import dev.streambed.cli.vocabulary.CustomerId;
import dev.streambed.cli.vocabulary.Verdict;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.Rating;
import dev.streambed.gateway.price.ReRating;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `usage re-rate`.
@Command(
    name = "re-rate",
    description = {
      "Prices a month's records again by another book: their cost and the name of the book.",
      "Nothing else of them changes, and no limit. Broken off, it is simply repeated."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReRateUsage implements Callable<Integer> {

  @Option(
      names = "--month",
      order = 1,
      required = true,
      paramLabel = "YYYY-MM",
      description = "Which month of UTC.")
  private YearMonth month;

  @Option(
      names = "--book",
      order = 2,
      required = true,
      paramLabel = "FILE|VERSION",
      description =
          "A price file, which is kept as by `prices put`, the version of a book that is kept, or `bundled`.")
  private String book;

  @Option(
      names = "--customer",
      order = 3,
      paramLabel = "ID",
      description = "Whose records. Default: every customer's.")
  private Optional<CustomerId> customer;

  @Option(
      names = "--dry-run",
      order = 4,
      description = "Says what would come of it, and writes nothing.")
  private boolean dryRun;

  @Mixin private PlaceOptions place;

  private final Desk desk;

  ReRateUsage(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Path path = Path.of(book);
    Optional<PriceBook> file =
        Files.isRegularFile(path)
            ? Optional.of(new BookFile(path, place).read(Optional.empty()))
            : Optional.empty();
    return desk.serve(place, tables -> reRate(tables, file));
  }

  private Verdict reRate(Tables tables, Optional<PriceBook> file) {
    Optional<PriceBook> meant = file.or(() -> BookChoice.find(tables, desk.now(), book));
    Customers customers = new Customers(tables, desk.now());
    if (meant.isEmpty()) {
      return new Verdict.NotFound("there is no price book " + book + ", and no file of this name");
    }
    // Records must not name a book that nobody can look at.
    if (file.isPresent() && !dryRun && !isKept(tables, file.get())) {
      return new Verdict.Refused("another book is kept as " + file.get().version());
    }
    List<CustomerId> ids =
        customer
            .map(List::of)
            .orElseGet(() -> customers.all().stream().map(each -> each.id()).toList());
    List<RepricedMonth> months = ids.stream().map(id -> reRate(tables, id, meant.get())).toList();
    boolean isUnknown =
        customer.isPresent()
            && months.getFirst().records() == 0
            && customers.find(customer.get()).isEmpty();
    return isUnknown ? Verdict.noCustomer(customer.get()) : verdict(months, meant.get());
  }

  private boolean isKept(Tables tables, PriceBook file) {
    return new Books(tables, desk.now()).put(file, false) != Books.Put.TAKEN;
  }

  private RepricedMonth reRate(Tables tables, CustomerId id, PriceBook by) {
    RepricedMonth sum = new RepricedMonth(id.value());
    ReRating rating = new ReRating(new Rating(by, tables.region()));
    new UsagePrices(tables, rating, dryRun).apply(id, month).forEachOrdered(sum::add);
    return sum;
  }

  private Verdict verdict(List<RepricedMonth> months, PriceBook by) {
    List<RepricedMonth> used = months.stream().filter(each -> each.records() > 0).toList();
    Answer answer =
        Answer.of(table(used), used.stream().map(RepricedMonth::json).toList())
            .withNote(
                (dryRun ? "by %s it would be so; nothing was written" : "priced by %s")
                    .formatted(by.version()));
    long left = used.stream().mapToLong(RepricedMonth::left).sum();
    return left == 0
        ? Verdict.done(answer)
        : new Verdict.Partly(
            answer.withNote(
                "%d records were changed by somebody else at the same moment: repeat this"
                    .formatted(left)));
  }

  private static List<String> table(List<RepricedMonth> months) {
    TextTable table = new TextTable().words("CUSTOMER");
    List.of("RECORDS", "CHANGED", "UNPRICED", "USD BEFORE", "USD AFTER").forEach(table::numbers);
    for (RepricedMonth month : months) {
      table.row(
          List.of(
              month.customer(),
              Long.toString(month.records()),
              Long.toString(month.changed()),
              Long.toString(month.unpriced()),
              month.usdBefore(),
              month.usdAfter()));
    }
    return table.lines();
  }
}
