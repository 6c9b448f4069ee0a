package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import dev.streambed.cli.domain.FunctionLog;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The function's log in CloudWatch Logs, in Lambda's JSON format.
///
/// @param group the name of the log group
record CloudWatchFunctionLog(SignedPost post, String group) implements FunctionLog {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "application/x-amz-json-1.1",
          "X-Amz-Target", "Logs_20140328.FilterLogEvents");
  private static final String REPORTS = "{ $.type = \"platform.report\" }";
  private static final int OK = 200;

  // A page may be empty and yet have a successor.
  private static final int MOST_PAGES = 50;

  @Override
  public List<ColdStart> coldStarts(Instant since) {
    List<ColdStart> starts = new ArrayList<>();
    Optional<String> token = Optional.empty();
    for (int page = 0; page == 0 || (token.isPresent() && page < MOST_PAGES); page++) {
      JsonObject events = read(since, token);
      for (Json event : events.array("events").map(JsonArray::elements).orElse(List.of())) {
        coldStart(event).ifPresent(starts::add);
      }
      token = events.text("nextToken");
    }
    starts.sort(Comparator.comparing(ColdStart::at));
    return starts;
  }

  private JsonObject read(Instant since, Optional<String> token) {
    String body =
        "{\"logGroupName\":%s,\"startTime\":%d,\"filterPattern\":%s%s}"
            .formatted(
                quoted(group),
                since.toEpochMilli(),
                quoted(REPORTS),
                token.map(text -> ",\"nextToken\":" + quoted(text)).orElse(""));
    SignedPost.Reply reply = post.send(SignedPost.Service.CLOUD_WATCH_LOGS, HEADERS, body);
    JsonObject json = object(reply.body());
    if (reply.status() != OK) {
      throw refused(reply.status(), json);
    }
    return json;
  }

  private CliException refused(int status, JsonObject error) {
    String type = error.text("__type").orElse("HTTP " + status);
    String code = type.substring(type.indexOf('#') + 1);
    return new CliException(
        CliException.Code.AWS,
        code.equals("ResourceNotFoundException")
            ? "there is no log group " + group
            : AwsErrorMessages.of(code, Optional.of("logs:FilterLogEvents")));
  }

  // Only the report of the first invocation has an initialization.
  private static Optional<ColdStart> coldStart(Json event) {
    if (!(event instanceof JsonObject object)) {
      return Optional.empty();
    }
    JsonObject metrics =
        object(object.text("message").orElse("")).objectOrEmpty("record").objectOrEmpty("metrics");
    OptionalLong init = metrics.count("initDurationMs");
    return init.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ColdStart(
                Instant.ofEpochMilli(object.count("timestamp").orElse(0)),
                Duration.ofMillis(init.getAsLong()),
                metrics.count("maxMemoryUsedMB").orElse(0),
                metrics.count("memorySizeMB").orElse(0)));
  }

  private static JsonObject object(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
          ? object
          : JsonObject.EMPTY;
    } catch (JsonException notJson) {
      return JsonObject.EMPTY;
    }
  }

  private static String quoted(String text) {
    return new JsonString(text).write();
  }
}
