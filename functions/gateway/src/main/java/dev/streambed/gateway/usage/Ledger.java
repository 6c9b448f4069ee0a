package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.LogSink;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/// Writes down what was used. Thread-safe.
public final class Ledger {

  private final LogSink log;
  private final UsageTable table;

  public Ledger(LogSink log, UsageTable table) {
    this.log = log;
    this.table = table;
  }

  /// Writes the line and the record of one request. Does not fail.
  public void record(UsageEntry entry) {
    JsonObject fields = UsageFields.of(entry);
    log.write(fields.write());
    try {
      table.put(entry.asked(), entry.admittedAt(), fields);
    } catch (SdkException e) {
      log.write(lost(entry.asked(), SdkFailure.nameOf(e)));
    }
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
