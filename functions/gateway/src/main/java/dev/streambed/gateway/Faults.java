package dev.streambed.gateway;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.usage.Metric;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Limit;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Tells the operators what was refused: every refusal is counted, and one for a reason of ours
/// leaves a line.
record Faults(LogSink log, Metrics metrics) {

  private static final String OURS = Faults.class.getPackageName();

  void report(Problem problem, RequestId requestId) {
    metrics.refused(problem.code(), problem.limit().map(Limit::word).orElse(""));
    if (problem.cause().isEmpty()) {
      return;
    }
    log.write(
        line(
            "gateway_error",
            Map.entry("request_id", requestId.value()),
            Map.entry("error_code", problem.code().word()),
            Map.entry("error_cause", problem.cause())));
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

  @SafeVarargs
  private static String line(String eventType, Map.Entry<String, String>... fields) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("event_type", new JsonText(eventType));
    for (Map.Entry<String, String> field : fields) {
      members.put(field.getKey(), new JsonText(field.getValue()));
    }
    return new JsonObject(members).write();
  }
}
