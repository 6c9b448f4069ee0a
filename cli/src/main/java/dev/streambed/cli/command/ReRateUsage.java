package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.Customer;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageRepricer;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.RecordPricing;
import java.math.BigDecimal;
import java.math.BigInteger;
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
      "Prices a month's usage records by another book: changes their cost and the book's version.",
      "Nothing else in them changes, and no limit. If it is interrupted, run it again."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReRateUsage implements Callable<Integer> {

  @Option(
      names = "--month",
      order = 1,
      required = true,
      paramLabel = "YYYY-MM",
      description = "The month (UTC).")
  private YearMonth month;

  @Option(
      names = "--book",
      order = 2,
      required = true,
      paramLabel = "FILE|VERSION",
      description =
          "A price file, which is stored as by `prices put`; the version of a stored book; or"
              + " `bundled`.")
  private String book;

  @Option(
      names = "--customer",
      order = 3,
      paramLabel = "ID",
      description = "The customer whose records are priced. Default: all customers.")
  private Optional<CustomerId> customer;

  @Option(
      names = "--dry-run",
      order = 4,
      description = "Shows what would change, without writing anything.")
  private boolean dryRun;

  @Mixin private StackOptions stackOptions;

  private final CommandContext context;

  ReRateUsage(CommandContext context) {
    this.context = context;
  }

  /// The result of pricing one customer's month. Not thread-safe.
  private static final class RepricedMonth {

    private final String customer;
    private long records;
    private long changed;
    private long changedMeanwhile;
    private long unpriced;
    private BigInteger before = BigInteger.ZERO;
    private BigInteger after = BigInteger.ZERO;

    RepricedMonth(String customer) {
      this.customer = customer;
    }

    void add(UsageRepricer.Result record) {
      records++;
      changed += record.effect() == UsageRepricer.Effect.CHANGED ? 1 : 0;
      changedMeanwhile += record.effect() == UsageRepricer.Effect.CHANGED_MEANWHILE ? 1 : 0;
      unpriced += record.isUnpriced() ? 1 : 0;
      before = before.add(record.before());
      after = after.add(record.after());
    }

    List<String> row() {
      return List.of(
          customer,
          Long.toString(records),
          Long.toString(changed),
          Long.toString(unpriced),
          ValueFormat.dollars(before),
          ValueFormat.dollars(after));
    }

    JsonObject json() {
      return new JsonFields()
          .text("customer_id", customer)
          .number("records", records)
          .number("changed", changed)
          .number("unpriced", unpriced)
          .number("cost_nano_usd_before", new BigDecimal(before))
          .number("cost_nano_usd", new BigDecimal(after))
          .text("cost_usd_before", ValueFormat.dollars(before))
          .text("cost_usd", ValueFormat.dollars(after))
          .build();
    }
  }

  @Override
  public Integer call() {
    Path path = Path.of(book);
    Optional<PriceBook> file =
        Files.isRegularFile(path)
            ? Optional.of(PriceCommands.readFile(path, Optional.empty(), stackOptions))
            : Optional.empty();
    return context.run(stackOptions, tables -> reRate(tables, file));
  }

  private CommandResult reRate(StackTables tables, Optional<PriceBook> file) {
    Optional<PriceBook> found = file.or(() -> PriceCommands.findBook(tables, context.now(), book));
    CustomerTable customers = new CustomerTable(tables, context.now());
    if (found.isEmpty()) {
      return new CommandResult.NotFound(
          "there is no price book " + book + ", and no file of this name");
    }
    // Records must not name a book that nobody can look up.
    if (file.isPresent() && !dryRun && !store(tables, file.get())) {
      return new CommandResult.Refused("another book is stored as " + file.get().version());
    }
    List<CustomerId> ids =
        customer.map(List::of).orElseGet(() -> customers.all().stream().map(Customer::id).toList());
    List<RepricedMonth> months = ids.stream().map(id -> reRate(tables, id, found.get())).toList();
    boolean isUnknown =
        customer.isPresent()
            && months.getFirst().records == 0
            && customers.find(customer.get()).isEmpty();
    return isUnknown ? CommandResult.customerNotFound(customer.get()) : result(months, found.get());
  }

  private boolean store(StackTables tables, PriceBook file) {
    return new PriceBookTable(tables, context.now()).put(file, false)
        != PriceBookTable.PutResult.TAKEN;
  }

  private RepricedMonth reRate(StackTables tables, CustomerId id, PriceBook by) {
    RepricedMonth sum = new RepricedMonth(id.value());
    RecordPricing pricing = new RecordPricing(new BookPricing(by, tables.region()));
    new UsageRepricer(tables, pricing, dryRun).repriceMonth(id, month).forEachOrdered(sum::add);
    return sum;
  }

  private CommandResult result(List<RepricedMonth> months, PriceBook by) {
    List<RepricedMonth> used = months.stream().filter(each -> each.records > 0).toList();
    CommandResult.Output output =
        CommandResult.Output.of(table(used), used.stream().map(RepricedMonth::json).toList())
            .withNote(
                (dryRun ? "this is what %s would change; nothing was written" : "priced by %s")
                    .formatted(by.version()));
    long left = used.stream().mapToLong(each -> each.changedMeanwhile).sum();
    return left == 0
        ? CommandResult.done(output)
        : new CommandResult.PartlyDone(
            output.withNote(
                "%d records were changed by somebody else at the same time: repeat this"
                    .formatted(left)));
  }

  private static List<String> table(List<RepricedMonth> months) {
    TextTable table = new TextTable().textColumn("CUSTOMER");
    List.of("RECORDS", "CHANGED", "UNPRICED", "USD BEFORE", "USD AFTER")
        .forEach(table::numberColumn);
    months.forEach(month -> table.row(month.row()));
    return table.lines();
  }
}
