package dev.streambed.cli.command;

import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.CommandOutput;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageRepricer;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.RecordPricing;
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

  @Mixin private StackOptions place;

  private final CommandContext commandContext;

  ReRateUsage(CommandContext commandContext) {
    this.commandContext = commandContext;
  }

  @Override
  public Integer call() {
    Path path = Path.of(book);
    Optional<PriceBook> file =
        Files.isRegularFile(path)
            ? Optional.of(new PriceFileReader(path, place).read(Optional.empty()))
            : Optional.empty();
    return commandContext.run(place, stackTables -> reRate(stackTables, file));
  }

  private CommandResult reRate(StackTables stackTables, Optional<PriceBook> file) {
    Optional<PriceBook> meant =
        file.or(() -> PriceBookSelector.find(stackTables, commandContext.now(), book));
    CustomerTable customerTable = new CustomerTable(stackTables, commandContext.now());
    if (meant.isEmpty()) {
      return new CommandResult.NotFound(
          "there is no price book " + book + ", and no file of this name");
    }
    // Records must not name a book that nobody can look at.
    if (file.isPresent() && !dryRun && !isKept(stackTables, file.get())) {
      return new CommandResult.Refused("another book is kept as " + file.get().version());
    }
    List<CustomerId> ids =
        customer
            .map(List::of)
            .orElseGet(() -> customerTable.all().stream().map(each -> each.id()).toList());
    List<RepricedMonth> months =
        ids.stream().map(id -> reRate(stackTables, id, meant.get())).toList();
    boolean isUnknown =
        customer.isPresent()
            && months.getFirst().records() == 0
            && customerTable.find(customer.get()).isEmpty();
    return isUnknown
        ? CommandResult.customerNotFound(customer.get())
        : verdict(months, meant.get());
  }

  private boolean isKept(StackTables stackTables, PriceBook file) {
    return new PriceBookTable(stackTables, commandContext.now()).put(file, false)
        != PriceBookTable.PutResult.TAKEN;
  }

  private RepricedMonth reRate(StackTables stackTables, CustomerId id, PriceBook by) {
    RepricedMonth sum = new RepricedMonth(id.value());
    RecordPricing rating = new RecordPricing(new BookPricing(by, stackTables.region()));
    new UsageRepricer(stackTables, rating, dryRun).repriceMonth(id, month).forEachOrdered(sum::add);
    return sum;
  }

  private CommandResult verdict(List<RepricedMonth> months, PriceBook by) {
    List<RepricedMonth> used = months.stream().filter(each -> each.records() > 0).toList();
    CommandOutput commandOutput =
        CommandOutput.of(table(used), used.stream().map(RepricedMonth::json).toList())
            .withNote(
                (dryRun ? "by %s it would be so; nothing was written" : "priced by %s")
                    .formatted(by.version()));
    long left = used.stream().mapToLong(RepricedMonth::left).sum();
    return left == 0
        ? CommandResult.done(commandOutput)
        : new CommandResult.PartlyDone(
            commandOutput.withNote(
                "%d records were changed by somebody else at the same moment: repeat this"
                    .formatted(left)));
  }

  private static List<String> table(List<RepricedMonth> months) {
    TextTable table = new TextTable().textColumn("CUSTOMER");
    List.of("RECORDS", "CHANGED", "UNPRICED", "USD BEFORE", "USD AFTER")
        .forEach(table::numberColumn);
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
