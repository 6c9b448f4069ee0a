package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.CustomerId;
import dev.streambed.cli.domain.LedgerRecord;
import dev.streambed.cli.domain.TokenCounts;
import dev.streambed.cli.reconcile.Finding;
import dev.streambed.cli.reconcile.InvocationLogFolder;
import dev.streambed.cli.reconcile.Reconciliation;
import dev.streambed.cli.tables.CustomerTable;
import dev.streambed.cli.tables.PriceBookTable;
import dev.streambed.cli.tables.StackTables;
import dev.streambed.cli.tables.UsageAmendment;
import dev.streambed.cli.tables.UsageRecordTable;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.BookPricing;
import dev.streambed.gateway.price.PriceBook;
import dev.streambed.gateway.price.RecordPricing;
import java.math.BigDecimal;
import java.math.BigInteger;
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
    codes.put(Integer.toString(DIFFERS), "something differs");
    return codes;
  }

  /// What was found of a kind and an outcome. Not thread-safe.
  private static final class Sum {

    private long number;
    private TokenCounts recorded = TokenCounts.NONE;
    private TokenCounts logged = TokenCounts.NONE;
    private BigInteger nanoUsd = BigInteger.ZERO;

    void add(Finding finding, BigInteger difference) {
      number++;
      recorded = recorded.plus(finding.record().map(LedgerRecord::tokens).orElse(TokenCounts.NONE));
      logged = logged.plus(finding.logged());
      nanoUsd = nanoUsd.add(difference);
    }
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
    List<JsonObject> documents = new ArrayList<>();
    List<Finding> estimates = new ArrayList<>();
    Map<List<String>, Sum> sums = new LinkedHashMap<>();
    Reconciliation reconciliation =
        new Reconciliation(
            from,
            to,
            finding -> {
              BigInteger difference = difference(prices, finding);
              sums.computeIfAbsent(group(finding), _ -> new Sum()).add(finding, difference);
              documents.add(json(finding, difference));
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
    differs = !documents.isEmpty();
    CommandResult.Output output =
        CommandResult.Output.of(differs ? table(sums) : List.of(), documents)
            .withNote("%d records compared, %d differences".formatted(compared, documents.size()));
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

  // Outcomes tell what AWS bills of answers that were stopped; principals, who calls models.
  private static List<String> group(Finding finding) {
    return List.of(
        finding.kind().wireName(),
        finding
            .record()
            .map(LedgerRecord::outcome)
            .or(() -> finding.invocation().map(each -> each.principal()))
            .orElse(""));
  }

  /// What AWS bills more than the ledger has; negative for less. Of records that stand twice, what
  /// the second has.
  private static BigInteger difference(BookPricing prices, Finding finding) {
    BigInteger recorded =
        finding.record().flatMap(LedgerRecord::costNanoUsd).orElse(BigInteger.ZERO);
    String model =
        finding
            .record()
            .map(LedgerRecord::model)
            .or(() -> finding.invocation().map(each -> each.model()))
            .orElse("");
    String region =
        finding
            .record()
            .map(LedgerRecord::region)
            .or(() -> finding.invocation().map(each -> each.region()))
            .orElse("");
    TokenCounts logged = finding.logged();
    Cost cost =
        prices
            .in(region)
            .cost(
                model,
                new Usage.Counted(
                    logged.input(), logged.output(), logged.cacheRead(), logged.cacheWrite()));
    return cost instanceof Cost.Priced(long nanoUsd, _)
        ? BigInteger.valueOf(nanoUsd).subtract(recorded)
        : recorded.negate();
  }

  private static JsonObject json(Finding finding, BigInteger difference) {
    JsonFields fields = new JsonFields().text("finding", finding.kind().wireName());
    finding
        .record()
        .ifPresent(record ->
            fields
                .text("customer_id", record.customer().value())
                .text("request_id", record.requestId())
                .text("instant", record.admittedAt().toString())
                .text("model_id", record.model())
                .text("outcome", record.outcome())
                .text("usage_source", record.usageSource())
                .text("bedrock_request_id", record.bedrockRequestIds().stream().findFirst())
                .object("recorded", json(record.tokens())));
    finding
        .invocation()
        .ifPresent(invocation ->
            fields
                .text("customer_id", invocation.customer())
                .text("request_id", invocation.request())
                .text("instant", invocation.at().toString())
                .text("model_id", invocation.model())
                .text("principal", invocation.principal())
                .text("bedrock_request_id", invocation.requestId()));
    return fields
        .object("logged", json(finding.logged()))
        .number("difference_nano_usd", new BigDecimal(difference))
        .build();
  }

  private static JsonObject json(TokenCounts tokens) {
    return new JsonFields()
        .number("input_tokens", tokens.input())
        .number("output_tokens", tokens.output())
        .number("cache_read_tokens", tokens.cacheRead())
        .number("cache_write_tokens", tokens.cacheWrite())
        .build();
  }

  private static List<String> table(Map<List<String>, Sum> sums) {
    TextTable table = new TextTable().textColumn("FINDING").textColumn("OUTCOME OR PRINCIPAL");
    List.of("NUMBER", "INPUT", "INPUT AWS", "OUTPUT", "OUTPUT AWS", "USD MORE")
        .forEach(table::numberColumn);
    sums.forEach((group, sum) ->
        table.row(
            List.of(
                group.getFirst(),
                group.getLast(),
                Long.toString(sum.number),
                Long.toString(sum.recorded.input()),
                Long.toString(sum.logged.input()),
                Long.toString(sum.recorded.output()),
                Long.toString(sum.logged.output()),
                ValueFormat.dollars(sum.nanoUsd))));
    return table.lines();
  }
}
