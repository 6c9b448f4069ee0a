package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.vocabulary.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/// What Lambda itself writes to a function's log, in the format and from the level that its
/// configuration says.
///
/// @param function whose log it is
/// @param sink takes the lines
/// @param clock what time it is
record PlatformLog(FunctionDeclaration function, LogSink sink, Clock clock) {

  private static final double NANOS_PER_MILLI = 1e6;

  /// An invocation begins.
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

  /// An invocation has ended.
  ///
  /// @param peak the most memory that its process has had, in mebibytes; 0 when nobody looked
  void report(Report report, long peak) {
    if (function.logging().json()) {
      reportAsJson(report, peak);
    } else {
      reportAsText(report, peak);
    }
  }

  boolean showsReports() {
    return !function.logging().json() || function.logging().shows("INFO");
  }

  private void reportAsJson(Report report, long peak) {
    if (!function.logging().shows(report.level())) {
      return;
    }
    ObjectNode metrics =
        Json.object()
            .put("durationMs", millis(report.duration()))
            .put("billedDurationMs", billed(report))
            .put("memorySizeMB", function.memoryMebibytes())
            .put("maxMemoryUsedMB", peak);
    report.initialization().ifPresent(it -> metrics.put("initDurationMs", millis(it)));
    ObjectNode entry = Json.object().put("requestId", report.requestId());
    entry.set("metrics", metrics);
    entry.put("status", report.status());
    report
        .error()
        .ifPresent(
            error -> entry.put("errorType", error.type()).put("errorMessage", error.message()));
    event("platform.report", entry);
  }

  private void reportAsText(Report report, long peak) {
    report
        .error()
        .filter(error -> !error.message().isEmpty())
        .ifPresent(error -> line("RequestId: " + report.requestId() + " " + error.message()));
    line("END RequestId: " + report.requestId());
    String initialization =
        report
            .initialization()
            .map(it -> String.format(Locale.ROOT, "\tInit Duration: %.2f ms", millis(it)))
            .orElse("");
    line(
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB"
                + "\tMax Memory Used: %d MB%s%s",
            report.requestId(),
            millis(report.duration()),
            billed(report),
            function.memoryMebibytes(),
            peak,
            initialization,
            report.error().map(PlatformLog::status).orElse("")));
  }

  // The text knows two words where the JSON has three.
  private static String status(Report.Failure error) {
    return error.status().equals("timeout")
        ? "\tStatus: timeout"
        : "\tStatus: error\tError Type: " + error.type();
  }

  private static long billed(Report report) {
    return Math.ceilDiv(report.duration().toNanos(), 1_000_000L);
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
