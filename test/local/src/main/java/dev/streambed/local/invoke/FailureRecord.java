package dev.streambed.local.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streambed.local.domain.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Lambda's record of an event that could not be processed.
///
/// @param event the event
/// @param condition why it was dropped
/// @param invocations how often the function was invoked with it
/// @param last the last failure
record FailureRecord(
    PendingAsyncEvents.Event event, Condition condition, int invocations, Failure last) {

  /// Why Lambda drops an event.
  enum Condition {
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded");

    private final String text;

    Condition(String text) {
      this.text = text;
    }
  }

  /// The outcome of the last invocation.
  sealed interface Failure {

    /// The function was never invoked.
    record None() implements Failure {}

    /// The function returned an error.
    ///
    /// @param version the version that was invoked
    /// @param payload the function's response
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record OfFunction(String version, byte[] payload) implements Failure {}
  }

  /// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>
  String json(Instant now) {
    ObjectNode record = record(now);
    record.set("requestPayload", parsed(event.invocationRequest().event()));
    switch (last) {
      case Failure.None _ -> {}
      case Failure.OfFunction(_, byte[] payload) -> record.set("responsePayload", parsed(payload));
    }
    return text(record);
  }

  /// The record without the event and the response.
  String withoutPayloads(Instant now) {
    return text(record(now));
  }

  private ObjectNode record(Instant now) {
    ObjectNode record = Json.object().put("version", "1.0").put("timestamp", now.toString());
    record
        .putObject("requestContext")
        .put("requestId", event.invocationRequest().requestId())
        .put("functionArn", event.invocationRequest().functionArn())
        .put("condition", condition.text)
        .put("approximateInvokeCount", invocations);
    switch (last) {
      case Failure.None _ -> {}
      case Failure.OfFunction(String version, _) ->
          record
              .putObject("responseContext")
              .put("statusCode", 200)
              .put("executedVersion", version)
              .put("functionError", "Unhandled");
    }
    return record;
  }

  private static String text(ObjectNode record) {
    return new String(Json.bytes(record), StandardCharsets.UTF_8);
  }

  private static JsonNode parsed(byte[] json) {
    return Json.parse(json)
        .orElseGet(() -> TextNode.valueOf(new String(json, StandardCharsets.UTF_8)));
  }
}
