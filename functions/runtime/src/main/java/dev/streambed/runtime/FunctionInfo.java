package dev.streambed.runtime;

import java.util.Map;

/// The function's name, version and other properties; empty where the environment does not have
/// them.
record FunctionInfo(
    String name, String version, int memoryMegabytes, String logGroup, String logStream) {

  static FunctionInfo from(Map<String, String> environment) {
    return new FunctionInfo(
        environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", ""),
        environment.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", ""),
        Settings.positive(environment, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 128),
        environment.getOrDefault("AWS_LAMBDA_LOG_GROUP_NAME", ""),
        environment.getOrDefault("AWS_LAMBDA_LOG_STREAM_NAME", ""));
  }
}
