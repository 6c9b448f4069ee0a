package dev.streambed.gateway.log;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.config.SettingsException;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.LimitName;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import dev.streambed.gateway.usage.Metric;
import dev.streambed.gateway.usage.Metrics;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Reports refused requests to the operators. Every refusal is counted, but for models that are not
/// deployed and for calls past CloudFront; refusals of known callers, and those for internal
/// reasons, also write a log line.
public record ProblemLog(LogSink log, Metrics metrics, RefusalSampler lines) {

  /// Clients probe for the models that they know of, and strangers for Function URLs. Whoever is
  /// told that there is none has not failed.
  private static final Set<String> UNCOUNTED = Set.of("not_deployed", "origin_not_verified");

  private static final String OURS = "dev.streambed.gateway.";

  public ProblemLog(LogSink log, Metrics metrics) {
    this(log, metrics, new RefusalSampler(InstantSource.system()));
  }

  /// Reports a refusal.
  public void report(RefusedRequest refusedRequest) {
    Problem problem = refusedRequest.problem();
    String limit = problem.limit().map(LimitName::wireName).orElse("");
    if (!UNCOUNTED.contains(problem.diagnosis().reason())) {
      metrics.countRefusal(problem.code(), limit);
    }
    if (!problem.cause().isEmpty()) {
      log.write(line("gateway_error", fields(refusedRequest, limit)));
    } else if (refusedRequest.customer().isPresent()) {
      CustomerId customer = refusedRequest.customer().get();
      lines
          .count(
              String.join(
                  " ",
                  customer.value(),
                  problem.code().wireName(),
                  limit,
                  problem.diagnosis().reason()))
          .ifPresent(unwritten -> log.write(refused(fields(refusedRequest, limit), unwritten)));
    }
  }

  private static Map<String, Json> fields(RefusedRequest refusedRequest, String limit) {
    Map<String, Json> fields = new LinkedHashMap<>();
    refusedRequest
        .customer()
        .ifPresent(id -> fields.put("customer_id", new JsonString(id.value())));
    fields.put("request_id", new JsonString(refusedRequest.requestId().value()));
    refusedRequest
        .model()
        .ifPresent(model -> fields.put("model_id", new JsonString(model.value())));
    fields.put("error_code", new JsonString(refusedRequest.problem().code().wireName()));
    if (!limit.isEmpty()) {
      fields.put("limit", new JsonString(limit));
    }
    if (!refusedRequest.problem().cause().isEmpty()) {
      fields.put("error_cause", new JsonString(refusedRequest.problem().cause()));
    }
    if (!refusedRequest.problem().diagnosis().reason().isEmpty()) {
      fields.put("error_reason", new JsonString(refusedRequest.problem().diagnosis().reason()));
    }
    return fields;
  }

  private static String refused(Map<String, Json> fields, long unwritten) {
    if (unwritten > 0) {
      fields.put("unwritten", JsonNumber.of(unwritten));
    }
    return line("request_refused", fields);
  }

  /// Reports that the counters could not be corrected: the reservation stays open until it is
  /// swept.
  public void settlementFailed(CustomerId customer, RequestId requestId, String cause) {
    metrics.count(Metric.UNSETTLED_RESERVATIONS, 1);
    log.write(
        line(
            "reservation_unsettled",
            Map.entry("customer_id", customer.value()),
            Map.entry("request_id", requestId.value()),
            Map.entry("error_cause", cause)));
  }

  /// Reports that a budget notice could not be sent; a later settlement tries again.
  public void budgetNoticeFailed(CustomerId customer, String cause) {
    log.write(
        line(
            "budget_unannounced",
            Map.entry("customer_id", customer.value()),
            Map.entry("error_cause", cause)));
  }

  /// Reports that a sweep could not read or write a table; the next one continues.
  public void sweepFailed(String cause) {
    log.write(line("sweep_unfinished", Map.entry("error_cause", cause)));
  }

  /// The log line of a function that cannot start: which variable is invalid, and what to set it
  /// to.
  public static String invalidSettings(SettingsException exception) {
    return line(
        "invalid_settings", Map.entry("error", Objects.toString(exception.getMessage(), "")));
  }

  /// The problem for an unexpected exception: its type and location, but not its message, which may
  /// contain anything.
  public static Problem internal(RuntimeException bug) {
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

  /// The problem that a caller gets for an exception.
  public static Problem ofException(RuntimeException thrown) {
    return thrown instanceof AwsException failure
        ? Problem.of(ErrorCode.UNAVAILABLE).withCause(failure.errorName())
        : internal(thrown);
  }

  @SafeVarargs
  private static String line(String eventType, Map.Entry<String, String>... fields) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (Map.Entry<String, String> field : fields) {
      members.put(field.getKey(), new JsonString(field.getValue()));
    }
    return line(eventType, members);
  }

  private static String line(String eventType, Map<String, Json> fields) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("event_type", new JsonString(eventType));
    members.putAll(fields);
    return new JsonObject(members).write();
  }
}
