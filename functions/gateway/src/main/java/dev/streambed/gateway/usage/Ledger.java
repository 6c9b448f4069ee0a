package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.LogSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// Writes down what was used, and what it cost. Thread-safe.
public final class Ledger {

  private final LogSink log;
  private final UsageTable table;
  private final Pricing pricing;
  private final Metrics metrics;

  public Ledger(LogSink log, UsageTable table, Pricing pricing, Metrics metrics) {
    this.log = log;
    this.table = table;
    this.pricing = pricing;
    this.metrics = metrics;
  }

  /// Writes the line and the record of one request. Does not fail.
  public Recorded record(UsageEntry entry) {
    Cost cost = pricing.cost(entry.asked().model(), entry.ending().usage());
    JsonObject fields = UsageFields.of(entry, cost);
    log.write(fields.write());
    metrics.answered(entry, cost);
    try {
      table.put(entry.asked(), entry.admittedAt(), fields);
    } catch (SdkException e) {
      log.write(lost(entry.asked(), SdkFailure.nameOf(e)));
      metrics.count(Metric.LOST_RECORDS, 1);
    }
    return UsageFields.recorded(fields);
  }

  /// Writes the record and the line of a request whose function died, unless it has a record: it
  /// may have died after it.
  ///
  /// @return what its record says, whoever wrote it
  /// @throws SdkException when the table cannot be written; then there is no line either
  public Recorded recordLate(UsageEntry entry) {
    Cost cost = pricing.cost(entry.asked().model(), entry.ending().usage());
    JsonObject fields = UsageFields.of(entry, cost);
    Optional<Recorded> before = table.putIfAbsent(entry.asked(), entry.admittedAt(), fields);
    if (before.isEmpty()) {
      log.write(fields.write());
      metrics.answered(entry, cost);
    }
    return before.orElseGet(() -> UsageFields.recorded(fields));
  }

  private static String lost(Asked asked, String cause) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonText("usage_record_lost"));
    fields.put("customer_id", new JsonText(asked.customer().value()));
    fields.put("request_id", new JsonText(asked.requestId().value()));
    fields.put("error_cause", new JsonText(cause));
    return new JsonObject(fields).write();
  }
}
