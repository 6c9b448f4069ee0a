package dev.streambed.gateway.session;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Logs once that an answer cannot be stopped. Thread-safe.
final class UnstoppableAnswerLog {

  private final LogSink log;
  private final RequestId requestId;
  private final AtomicBoolean made = new AtomicBoolean();

  UnstoppableAnswerLog(LogSink log, RequestId requestId) {
    this.log = log;
    this.requestId = requestId;
  }

  /// Writes the line on the first call.
  void writeOnce(RuntimeException failure) {
    if (made.getAndSet(true)) {
      return;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonString("stop_unavailable"));
    fields.put("request_id", new JsonString(requestId.value()));
    fields.put("error_cause", new JsonString(AwsException.nameOf(failure)));
    log.write(new JsonObject(fields).write());
  }
}
