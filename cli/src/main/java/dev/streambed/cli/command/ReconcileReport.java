package dev.streambed.cli.command;

import dev.streambed.cli.console.JsonFields;
import dev.streambed.cli.console.TextTable;
import dev.streambed.cli.domain.CommandResult;
import dev.streambed.cli.domain.LedgerRecord;
import dev.streambed.cli.domain.TokenCounts;
import dev.streambed.cli.reconcile.Finding;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.price.BookPricing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How findings of a reconciliation are shown: each as a JSON document, or summed in a table. Not
/// thread-safe.
final class ReconcileReport {

  private final BookPricing prices;
  private final List<JsonObject> documents = new ArrayList<>();
  private final Map<List<String>, Sum> sums = new LinkedHashMap<>();

  /// @param prices of the tokens that AWS has counted
  ReconcileReport(BookPricing prices) {
    this.prices = prices;
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

  void add(Finding finding) {
    BigInteger difference = difference(finding);
    sums.computeIfAbsent(group(finding), _ -> new Sum()).add(finding, difference);
    documents.add(json(finding, difference));
  }

  boolean isEmpty() {
    return documents.isEmpty();
  }

  /// The output of the command.
  ///
  /// @param compared how many records were
  CommandResult.Output output(long compared) {
    return CommandResult.Output.of(isEmpty() ? List.of() : table(), documents)
        .withNote("%d records compared, %d differences".formatted(compared, documents.size()));
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
  private BigInteger difference(Finding finding) {
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

  private List<String> table() {
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
