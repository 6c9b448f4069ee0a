package dev.streambed.runtime;

import java.util.Map;

/// The settings in Lambda's environment variables. No other class knows their names.
///
/// @param workers the number of concurrent invocations
/// @param snapStart whether a snapshot is taken before the first event
/// @param logFormat `JSON` or `Text`
/// @param logLevel the lowest level that is logged, or an empty string for all
record Settings(
    RuntimeApiEndpoint runtimeApiEndpoint,
    int workers,
    boolean snapStart,
    String logFormat,
    String logLevel,
    FunctionInfo function) {

  /// Throws [IllegalArgumentException] with the name of a variable that is missing or invalid.
  static Settings from(Map<String, String> environment) {
    String address = environment.get("AWS_LAMBDA_RUNTIME_API");
    if (address == null || address.isEmpty()) {
      throw new IllegalArgumentException("AWS_LAMBDA_RUNTIME_API is not set: Lambda sets it");
    }
    return new Settings(
        RuntimeApiEndpoint.parse(address),
        positive(environment, "AWS_LAMBDA_MAX_CONCURRENCY", 1),
        "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE")),
        environment.getOrDefault("AWS_LAMBDA_LOG_FORMAT", "Text"),
        environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", ""),
        FunctionInfo.from(environment));
  }

  static int positive(Map<String, String> environment, String name, int otherwise) {
    String text = environment.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(name + " is not a number: " + text, notANumber);
    }
    throw new IllegalArgumentException(name + " < 1: " + text);
  }
}
