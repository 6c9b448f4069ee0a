package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// Writes Lambda's own lines to a function's log, in the configured format and from the configured
/// level.
///
/// @param function the function
/// @param sink receives the lines
/// @param clock for the current time
record PlatformLog(FunctionDeclaration function, LogSink sink, Clock clock) {

  private static final double NANOS_PER_MILLI = 1e6;

  /// Logs the start of an invocation.
  void start(String requestId, String version) {
    if (!function.logging().shows("INFO")) {
      return;
    }
    if (function.logging().json()) {
      event("platform.start", Json.object().put("requestId", requestId).put("version", version));
    } else {
      line("START RequestId: " + requestId + " Version: " + version);
    }
  }

  /// Logs the end of an invocation.
  ///
  /// @param peak the peak memory of the process, in mebibytes; 0 when unknown
  void report(InvocationReport invocationReport, long peak) {
    if (function.logging().json()) {
      reportAsJson(invocationReport, peak);
    } else {
      reportAsText(invocationReport, peak);
    }
  }

  boolean showsReports() {
    return !function.logging().json() || function.logging().shows("INFO");
  }

  private void reportAsJson(InvocationReport invocationReport, long peak) {
    if (!function.logging().shows(invocationReport.level())) {
      return;
    }
    ObjectNode metrics =
        Json.object()
            .put("durationMs", millis(invocationReport.duration()))
            .put("billedDurationMs", billed(invocationReport))
            .put("memorySizeMB", function.memoryMebibytes())
            .put("maxMemoryUsedMB", peak);
    invocationReport.initialization().ifPresent(it -> metrics.put("initDurationMs", millis(it)));
    ObjectNode entry = Json.object().put("requestId", invocationReport.requestId());
    entry.set("metrics", metrics);
    entry.put("status", invocationReport.status());
    invocationReport
        .error()
        .ifPresent(
            error -> entry.put("errorType", error.type()).put("errorMessage", error.message()));
    event("platform.report", entry);
  }

  private void reportAsText(InvocationReport invocationReport, long peak) {
    invocationReport
        .error()
        .filter(error -> !error.message().isEmpty())
        .ifPresent(
            error -> line("RequestId: " + invocationReport.requestId() + " " + error.message()));
    line("END RequestId: " + invocationReport.requestId());
    String initialization =
        invocationReport
            .initialization()
            .map(it -> String.format(Locale.ROOT, "\tInit Duration: %.2f ms", millis(it)))
            .orElse("");
    line(
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB"
                + "\tMax Memory Used: %d MB%s%s",
            invocationReport.requestId(),
            millis(invocationReport.duration()),
            billed(invocationReport),
            function.memoryMebibytes(),
            peak,
            initialization,
            invocationReport.error().map(PlatformLog::status).orElse("")));
  }

  // The text format has two statuses where JSON has three.
  private static String status(InvocationReport.Failure error) {
    return error.status().equals("timeout")
        ? "\tStatus: timeout"
        : "\tStatus: error\tError Type: " + error.type();
  }

  private static long billed(InvocationReport invocationReport) {
    return Math.ceilDiv(invocationReport.duration().toNanos(), 1_000_000L);
  }

  private void event(String type, ObjectNode entry) {
    ObjectNode event = Json.object().put("time", clock.instant().toString()).put("type", type);
    event.set("record", entry);
    line(new String(Json.bytes(event), StandardCharsets.UTF_8));
  }

  private void line(String text) {
    sink.line(function.name(), text);
  }

  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / NANOS_PER_MILLI * 1000) / 1000.0;
  }
}
