package dev.streambed.gateway.transport;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An answer that was handed over and whose invocation Lambda has given up: it found no process in
/// time, or failed.
///
/// It comes as Lambda's record of a failed asynchronous invocation, in a notification of SNS:
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>. Of a record
/// that was too large for SNS Lambda leaves out the event; then there is nothing to be read.
///
/// @param cause Lambda's name of the cause, such as `EventAgeExceeded`; or why we gave it up
///   ourselves
public record HandoverFailureRecord(HandoverHeader envelope, String cause) {

  private static final String SOURCE = "aws:sns";
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,64}");

  /// Whether an event is a notification of SNS, which only failures come by.
  static boolean isNotification(JsonObject event) {
    return !records(event).isEmpty()
        && records(event).stream()
            .allMatch(entry ->
                entry instanceof JsonObject it
                    && it.text("EventSource").filter(SOURCE::equals).isPresent());
  }

  /// Reads the notification; nothing when it tells of something else.
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
