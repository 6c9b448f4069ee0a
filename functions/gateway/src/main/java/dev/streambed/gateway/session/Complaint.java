package dev.streambed.gateway.session;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one line about an answer that cannot be stopped. Thread-safe.
final class Complaint {

  private final LogSink log;
  private final RequestId requestId;
  private final AtomicBoolean made = new AtomicBoolean();

  Complaint(LogSink log, RequestId requestId) {
    this.log = log;
    this.requestId = requestId;
  }

  /// Writes it, the first time.
  void about(RuntimeException failure) {
    if (made.getAndSet(true)) {
      return;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonText("stop_unavailable"));
    fields.put("request_id", new JsonText(requestId.value()));
    fields.put("error_cause", new JsonText(SdkFailure.nameOf(failure)));
    log.write(new JsonObject(fields).write());
  }
}
