package dev.streambed.cli.command;

import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.reconcile.Finding;
import dev.streambed.cli.reconcile.InvocationLogFolder;
import dev.streambed.cli.reconcile.Reconciliation;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageAmendment;
import dev.streambed.cli.tables.UsageRecordTable;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.RecordPricing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `reconcile`.
@Command(
    name = "reconcile",
    description = {
      "Compares a period's usage records with Bedrock's model invocation log (UTC).",
      "Shows calls without a record, records without a call, records that stand twice, tokens that"
          + " differ, and calls that went past the gateway. Changes nothing without"
          + " --apply."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Reconcile implements Callable<Integer> {

  private static final int DIFFERS = 3;

  /// Bedrock delivers its log within minutes, but promises nothing.
  private static final Duration LATEST_ENTRY = Duration.ofHours(6);

  /// Before the first call of a request, and after the last record of one.
  private static final Duration MARGIN = Duration.ofHours(1);

  @Option(names = "--month", order = 1, paramLabel = "YYYY-MM", description = "The month.")
  private Optional<YearMonth> month;

  @Option(
      names = "--day",
      order = 2,
      paramLabel = "YYYY-MM-DD",
      description = "One day instead of a month.")
  private Optional<LocalDate> day;

  @Option(
      names = "--log",
      order = 3,
      required = true,
      paramLabel = "DIR",
      description =
          "The log: a copy of the bucket (aws s3 sync), or an export of the log group. It has to"
              + " cover the period and every Region that models are called in.")
  private Path log;

  @Option(
      names = "--apply",
      order = 4,
      description =
          "Replaces estimates by the log's counts and prices them by the book in use. The record keeps"
              + " what it had. The period must be over for six hours, because the log comes late, and"
              + " every line of the log readable.")
  private boolean apply;

  @Mixin private StackOptions stackOptions;

  private final CommandContext context;

  /// Whether the last run has found anything.
  private boolean differs;

  Reconcile(CommandContext context) {
    this.context = context;
  }

  /// The exit codes.
  static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "the records are equal to the log");
    codes.put("1", "AWS, the network, the stack or a file failed");
    codes.put("2", "the arguments are wrong; nothing was compared");
    codes.put(Integer.toString(DIFFERS), "something differs, or a line of the log cannot be read");
    return codes;
  }

  @Override
  public Integer call() {
    if (month.isPresent() == day.isPresent()) {
      throw stackOptions.usageError("give either --month or --day");
    }
    if (!Files.isDirectory(log)) {
      throw stackOptions.usageError("there is no folder " + log);
    }
    LocalDate first = day.or(() -> month.map(each -> each.atDay(1))).orElseThrow();
    LocalDate end = day.isPresent() ? first.plusDays(1) : first.plusMonths(1);
    if (apply && context.now().isBefore(start(end).plus(LATEST_ENTRY))) {
      throw stackOptions.usageError("--apply is for a period that is over for six hours");
    }
    int exitCode = context.run(stackOptions, tables -> compare(tables, start(first), start(end)));
    return exitCode == 0 && differs ? DIFFERS : exitCode;
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private CommandResult compare(StackTables tables, Instant from, Instant to) {
    BookPricing prices = new BookPricing(book(tables), tables.region());
    ReconcileReport report = new ReconcileReport(prices);
    List<Finding> estimates = new ArrayList<>();
    Reconciliation reconciliation =
        new Reconciliation(
            from,
            to,
            finding -> {
              report.add(finding);
              if (isReplaceable(finding)) {
                estimates.add(finding);
              }
            });
    UsageRecordTable records = new UsageRecordTable(tables);
    customers(tables)
        .flatMap(customer -> months(from, to).flatMap(each -> records.ledger(customer, each)))
        .forEach(reconciliation::add);
    long others = new InvocationLogFolder(log).forEach(reconciliation::add);
    long compared = reconciliation.finish();
    differs = !report.isEmpty() || others > 0;
    CommandResult.Output output = report.output(compared);
    if (apply && others > 0) {
      output = output.withNote("no estimate replaced: not every line of the log can be read");
    } else if (apply) {
      UsageAmendment amendment =
          new UsageAmendment(tables, new RecordPricing(prices), context.now());
      long amended = estimates.stream().filter(each -> amend(amendment, each)).count();
      output = output.withNote("%d estimates replaced by the log's counts".formatted(amended));
    }
    return CommandResult.done(
        others == 0
            ? output
            : output.withNote("%d lines of the log are no entries of it".formatted(others)));
  }

  private static boolean isReplaceable(Finding finding) {
    return finding.kind() == Finding.Kind.TOKENS_DIFFER
        && finding.isCertain()
        && finding.record().orElseThrow().usageSource().equals("estimate");
  }

  private static boolean amend(UsageAmendment amendment, Finding finding) {
    return amendment.amend(finding.record().orElseThrow(), finding.logged());
  }

  private PriceBook book(StackTables tables) {
    return tables.names().prices().isEmpty()
        ? PriceBook.bundled()
        : new PriceBookTable(tables, context.now()).findActive().orElseGet(PriceBook::bundled);
  }

  private Stream<CustomerId> customers(StackTables tables) {
    return new CustomerTable(tables, context.now()).all().stream().map(each -> each.id());
  }

  private static Stream<YearMonth> months(Instant from, Instant to) {
    YearMonth last = YearMonth.from(to.plus(MARGIN).atZone(ZoneOffset.UTC));
    return Stream.iterate(
        YearMonth.from(from.minus(MARGIN).atZone(ZoneOffset.UTC)),
        each -> !each.isAfter(last),
        each -> each.plusMonths(1));
  }
}
