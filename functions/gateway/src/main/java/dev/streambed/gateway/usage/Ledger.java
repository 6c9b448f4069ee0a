package dev.streambed.gateway.usage;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.Pricing;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Records usage and cost. Thread-safe.
public final class Ledger {

  private final LogSink log;
  private final UsageTable table;
  private final Pricing pricing;
  private final Metrics metrics;
  private final boolean jsonLogFormat;

  /// With Lambda's log format Text.
  public Ledger(LogSink log, UsageTable table, Pricing pricing, Metrics metrics) {
    this(log, table, pricing, metrics, false);
  }

  Ledger(LogSink log, UsageTable table, Pricing pricing, Metrics metrics, boolean jsonLogFormat) {
    this.log = log;
    this.table = table;
    this.pricing = pricing;
    this.metrics = metrics;
    this.jsonLogFormat = jsonLogFormat;
  }

  /// Builds this from the table `usage`.
  public static Ledger of(
      GatewayDependencies gatewayDependencies, Pricing pricing, Metrics metrics) {
    UsageTable table =
        new UsageTable(
            gatewayDependencies.dynamoDb(), gatewayDependencies.settings().tables().usage());
    return new Ledger(
        gatewayDependencies.log(),
        table,
        pricing,
        metrics,
        gatewayDependencies.settings().jsonLogFormat());
  }

  /// Writes the log line and the record of one request. Does not throw.
  ///
  /// @return what the limits count for the request
  public SettledUsage record(UsageEntry entry) {
    AttemptTotals amounts = AttemptTotals.of(entry, pricing);
    JsonObject fields = UsageFields.of(entry, amounts);
    log.write(UsageLine.of(fields, entry.admittedAt(), jsonLogFormat));
    metrics.countAnswer(entry, amounts);
    try {
      table.put(entry.admittedRequest(), entry.admittedAt(), fields);
    } catch (AwsException e) {
      log.write(recordLost(entry.admittedRequest(), e.errorName()));
      metrics.count(Metric.LOST_RECORDS, 1);
    }
    return UsageFields.settledUsage(fields);
  }

  /// Writes the record and the log line of a request whose function died, unless it already has a
  /// record: the function may have died after writing it.
  ///
  /// @return what the record says, even if another invocation wrote it
  /// @throws AwsException when the table cannot be written; then no line is written either
  public SettledUsage recordIfAbsent(UsageEntry entry) {
    AttemptTotals amounts = AttemptTotals.of(entry, pricing);
    JsonObject fields = UsageFields.of(entry, amounts);
    Optional<SettledUsage> before =
        table.putIfAbsent(entry.admittedRequest(), entry.admittedAt(), fields);
    if (before.isEmpty()) {
      log.write(UsageLine.of(fields, entry.admittedAt(), jsonLogFormat));
      metrics.countAnswer(entry, amounts);
    }
    return before.orElseGet(() -> UsageFields.settledUsage(fields));
  }

  private static String recordLost(AdmittedRequest admittedRequest, String cause) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonString("usage_record_lost"));
    fields.put("customer_id", new JsonString(admittedRequest.customer().value()));
    fields.put("request_id", new JsonString(admittedRequest.requestId().value()));
    fields.put("error_cause", new JsonString(cause));
    return new JsonObject(fields).write();
  }
}
