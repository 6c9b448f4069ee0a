package dev.streambed.gateway;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells the operators of requests that were refused for a reason of ours. A refusal for a reason
/// of the caller's leaves no line.
record Faults(LogSink log) {

  private static final String OURS = Faults.class.getPackageName();

  void report(Problem problem, RequestId requestId) {
    if (problem.cause().isEmpty()) {
      return;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonText("gateway_error"));
    fields.put("request_id", new JsonText(requestId.value()));
    fields.put("error_code", new JsonText(problem.code().word()));
    fields.put("error_cause", new JsonText(problem.cause()));
    log.write(new JsonObject(fields).write());
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
}
