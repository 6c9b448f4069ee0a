package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A hand-over whose asynchronous invocation failed: it did not start in time, or it threw.
///
/// It arrives as Lambda's record of a failed asynchronous invocation, in an SNS notification:
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>. Lambda
/// leaves the event out of a record that is too large for SNS; such a record cannot be read.
///
/// @param cause Lambda's name of the cause, such as `EventAgeExceeded`, or the gateway's own
public record HandoverFailureRecord(HandoverHeader envelope, String cause) {

  private static final String SOURCE = "aws:sns";
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,64}");

  /// Whether an event is an SNS notification. Only failures arrive this way.
  static boolean isNotification(JsonObject event) {
    return !records(event).isEmpty()
        && records(event).stream()
            .allMatch(entry ->
                entry instanceof JsonObject it
                    && it.text("EventSource").filter(SOURCE::equals).isPresent());
  }

  /// Reads the notification; empty when it is about something else.
  static Optional<HandoverFailureRecord> of(JsonObject event) {
    List<Json> records = records(event);
    return records.size() == 1 && records.getFirst() instanceof JsonObject entry
        ? entry.objectOrEmpty("Sns").text("Message").flatMap(HandoverFailureRecord::read)
        : Optional.empty();
  }

  private static Optional<HandoverFailureRecord> read(String message) {
    JsonObject record = parse(message);
    return HandoverHeader.of(record.objectOrEmpty("requestPayload"))
        .map(head -> new HandoverFailureRecord(head, cause(record)));
  }

  private static String cause(JsonObject record) {
    return record
        .objectOrEmpty("requestContext")
        .text("condition")
        .filter(condition -> WORD.matcher(condition).matches())
        .orElse("InvocationFailed");
  }

  private static List<Json> records(JsonObject event) {
    return event.array("Records").map(JsonArray::elements).orElseGet(List::of);
  }

  private static JsonObject parse(String message) {
    try {
      return Json.read(message.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
          ? object
          : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }
}
