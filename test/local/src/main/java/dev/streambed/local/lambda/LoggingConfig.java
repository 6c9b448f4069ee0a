package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A function's `LoggingConfig`.
///
/// @param json whether the log format is JSON, not text
/// @param applicationLevel the least level that the function should log; with text, the empty
///   string
/// @param systemLevel the least level that Lambda logs itself
/// @param group the log group's name
/// @param ownGroup whether the group was chosen, rather than Lambda's default
record LoggingConfig(
    boolean json, String applicationLevel, String systemLevel, String group, boolean ownGroup) {

  private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN");

  static LoggingConfig of(String function, JsonNode config) {
    boolean json = config.path("LogFormat").asText().equals("JSON");
    return new LoggingConfig(
        json,
        json ? config.path("ApplicationLogLevel").asText("INFO") : "",
        config.path("SystemLogLevel").asText("INFO"),
        config.path("LogGroup").asText("/aws/lambda/" + function),
        config.has("LogGroup"));
  }

  String format() {
    return json ? "JSON" : "Text";
  }

  boolean shows(String level) {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(systemLevel);
  }
}
