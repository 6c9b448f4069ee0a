package dev.streambed.gateway;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.usage.Metric;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.LimitName;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;

/// Tells the operators what was refused: every refusal is counted; one for a reason of ours, or of
/// a caller who is known, leaves a line.
record Faults(LogSink log, Metrics metrics, RefusalLines lines) {

  private static final String OURS = Faults.class.getPackageName();

  Faults(LogSink log, Metrics metrics) {
    this(log, metrics, new RefusalLines(InstantSource.system()));
  }

  /// Reports a refusal.
  void report(Refusal refusal) {
    Problem problem = refusal.problem();
    String limit = problem.limit().map(LimitName::word).orElse("");
    metrics.refused(problem.code(), limit);
    if (!problem.cause().isEmpty()) {
      log.write(line("gateway_error", fields(refusal, limit)));
    } else if (refusal.customer().isPresent()) {
      CustomerId customer = refusal.customer().get();
      lines
          .count(
              String.join(
                  " ",
                  customer.value(),
                  problem.code().word(),
                  limit,
                  problem.diagnosis().reason()))
          .ifPresent(unwritten -> log.write(refused(fields(refusal, limit), unwritten)));
    }
  }

  private static Map<String, Json> fields(Refusal refusal, String limit) {
    Map<String, Json> fields = new LinkedHashMap<>();
    refusal.customer().ifPresent(id -> fields.put("customer_id", new JsonText(id.value())));
    fields.put("request_id", new JsonText(refusal.requestId().value()));
    refusal.model().ifPresent(model -> fields.put("model_id", new JsonText(model.value())));
    fields.put("error_code", new JsonText(refusal.problem().code().word()));
    if (!limit.isEmpty()) {
      fields.put("limit", new JsonText(limit));
    }
    if (!refusal.problem().cause().isEmpty()) {
      fields.put("error_cause", new JsonText(refusal.problem().cause()));
    }
    if (!refusal.problem().diagnosis().reason().isEmpty()) {
      fields.put("error_reason", new JsonText(refusal.problem().diagnosis().reason()));
    }
    return fields;
  }

  private static String refused(Map<String, Json> fields, long unwritten) {
    if (unwritten > 0) {
      fields.put("unwritten", JsonNumber.of(unwritten));
    }
    return line("request_refused", fields);
  }

  /// The counters could not be put right: what was reserved stays so until it is swept.
  void unsettled(CustomerId customer, RequestId requestId, String cause) {
    metrics.count(Metric.UNSETTLED_RESERVATIONS, 1);
    log.write(
        line(
            "reservation_unsettled",
            Map.entry("customer_id", customer.value()),
            Map.entry("request_id", requestId.value()),
            Map.entry("error_cause", cause)));
  }

  /// Nobody was told that a customer has come to a threshold of its budget; a later settlement
  /// tries again.
  void unannounced(CustomerId customer, String cause) {
    log.write(
        line(
            "budget_unannounced",
            Map.entry("customer_id", customer.value()),
            Map.entry("error_cause", cause)));
  }

  /// A sweep could not read or write a table; the next one goes on.
  void unfinishedSweep(String cause) {
    log.write(line("sweep_unfinished", Map.entry("error_cause", cause)));
  }

  /// The line of a function that cannot start: which variable, and what to set it to.
  static String invalidSettings(SettingsException exception) {
    return line(
        "invalid_settings", Map.entry("error", Objects.toString(exception.getMessage(), "")));
  }

  /// What a bug looks like from outside: its kind and its place, and not its message, in which
  /// there may be anything.
  static Problem internal(RuntimeException bug) {
    String place = "elsewhere";
    for (StackTraceElement frame : bug.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        place = frame.getFileName() + ":" + frame.getLineNumber();
        break;
      }
    }
    return Problem.of(ErrorCode.INTERNAL)
        .withCause(bug.getClass().getSimpleName() + " at " + place);
  }

  /// What a caller is told of an exception while tables are asked.
  static Problem ofTablesOrOurs(RuntimeException thrown) {
    return thrown instanceof SdkException
        ? Problem.of(ErrorCode.UNAVAILABLE).withCause(SdkFailure.nameOf(thrown))
        : internal(thrown);
  }

  @SafeVarargs
  private static String line(String eventType, Map.Entry<String, String>... fields) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : fields) {
      members.put(field.getKey(), new JsonText(field.getValue()));
    }
    return line(eventType, members);
  }

  private static String line(String eventType, Map<String, Json> fields) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("event_type", new JsonText(eventType));
    members.putAll(fields);
    return new JsonObject(members).write();
  }
}
