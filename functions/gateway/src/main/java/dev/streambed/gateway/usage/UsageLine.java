package dev.streambed.gateway.usage;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The usage line in each of Lambda's log formats.
///
/// In the format Text, Lambda passes a line as it is. In the format JSON it looks for a `timestamp`
/// of RFC 3339 and a `level`, and adds what is missing; what it does to a `timestamp` that is a
/// number is not documented. There the line has what Lambda looks for, and the number elsewhere.
final class UsageLine {

  private static final String TIMESTAMP = "timestamp";

  private UsageLine() {}

  /// The line.
  ///
  /// @param fields those of the record, with the epoch seconds in `timestamp`
  /// @param jsonFormat whether Lambda's log format is JSON
  static String of(JsonObject fields, Instant admittedAt, boolean jsonFormat) {
    return (jsonFormat ? forJsonFormat(fields, admittedAt) : fields).write();
  }

  private static JsonObject forJsonFormat(JsonObject fields, Instant admittedAt) {
    Map<String, Json> line = new LinkedHashMap<>();
    fields
        .members()
        .forEach((name, value) -> {
          if (name.equals(TIMESTAMP)) {
            line.put(TIMESTAMP, new JsonString(admittedAt.toString()));
            line.put("level", new JsonString("INFO"));
            line.put("admitted_at", value);
          } else {
            line.put(name, value);
          }
        });
    return new JsonObject(line);
  }
}
