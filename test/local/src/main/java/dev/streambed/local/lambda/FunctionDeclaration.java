package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The declaration of one function.
///
/// @param function the function
record FunctionDeclaration(Resource function) {

  /// The unpublished version.
  static final String LATEST = "$LATEST";

  private static final int SMALLEST_MEMORY = 128;
  private static final int LEAST_INSTANCE_MEMORY = 2048;
  private static final int DEFAULT_JAVA_CONCURRENCY = 32;
  private static final int SHORTEST_TIMEOUT = 3;

  FunctionDeclaration {
    function.only(
        "Architectures",
        "CapacityProviderConfig",
        "Code",
        "Description",
        "Environment",
        "EphemeralStorage",
        "FunctionName",
        "Handler",
        "LoggingConfig",
        "MemorySize",
        "PackageType",
        "PublishToLatestPublished",
        "RecursiveLoop",
        "ReservedConcurrentExecutions",
        "Role",
        "Runtime",
        "RuntimeManagementConfig",
        "SnapStart",
        "Tags",
        "Timeout",
        "TracingConfig");
    if (!function.property("Code").has("S3Key")) {
      throw function.unsupported("Code (other than a zip asset)");
    }
    if (instances(function).isObject()) {
      requireFitForInstances(function);
    }
  }

  // Lambda refuses such a function with these words, or takes no such property for it.
  private static void requireFitForInstances(Resource function) {
    if (function.number("MemorySize", SMALLEST_MEMORY) < LEAST_INSTANCE_MEMORY) {
      throw LocalStackException.assembly(
          function
              + ": Lambda Managed Instance functions must have memory size greater than or equal to "
              + LEAST_INSTANCE_MEMORY);
    }
    for (String property : List.of("SnapStart", "ReservedConcurrentExecutions")) {
      if (!function.property(property).isMissingNode()) {
        throw function.unsupported(property + " on Managed Instances");
      }
    }
  }

  private static JsonNode instances(Resource function) {
    return function
        .property("CapacityProviderConfig")
        .path("LambdaManagedInstancesCapacityProviderConfig");
  }

  /// Whether it runs on Lambda Managed Instances.
  boolean isOnInstances() {
    return instances(function).isObject();
  }

  /// How many invocations one environment has at once: 1, except on Managed Instances.
  int environmentConcurrency() {
    return isOnInstances()
        ? instances(function)
            .path("PerExecutionEnvironmentMaxConcurrency")
            .asInt(DEFAULT_JAVA_CONCURRENCY)
        : 1;
  }

  String name() {
    return function.ref();
  }

  String arn() {
    return function.attribute("Arn");
  }

  String handler() {
    return function.text("Handler");
  }

  String runtime() {
    return function.text("Runtime");
  }

  String role() {
    return function.text("Role");
  }

  /// The zip's key in the asset bucket.
  String code() {
    return function.property("Code").path("S3Key").asText();
  }

  int memoryMebibytes() {
    return function.number("MemorySize", SMALLEST_MEMORY);
  }

  Duration timeout() {
    return Duration.ofSeconds(function.number("Timeout", SHORTEST_TIMEOUT));
  }

  /// Whether a version starts from a snapshot; only published versions can.
  boolean hasSnapStart(String version) {
    return !version.equals(LATEST)
        && function.property("SnapStart").path("ApplyOn").asText().equals("PublishedVersions");
  }

  boolean isTraced() {
    return function.property("TracingConfig").path("Mode").asText().equals("Active");
  }

  OptionalInt reservedConcurrency() {
    JsonNode reserved = function.property("ReservedConcurrentExecutions");
    return reserved.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(reserved.asInt());
  }

  LoggingConfig logging() {
    return LoggingConfig.of(name(), function.property("LoggingConfig"), isOnInstances());
  }

  /// The environment variables in the template.
  Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    function
        .property("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), variable.getValue().asText()));
    return variables;
  }

  /// A function's `LoggingConfig`.
  ///
  /// @param json whether the log format is JSON, not text
  /// @param applicationLevel the lowest level that the function should log; empty for the text
  ///   format
  /// @param systemLevel the lowest level that Lambda itself logs
  /// @param group the name of the log group
  /// @param ownGroup whether the template sets the group
  record LoggingConfig(
      boolean json, String applicationLevel, String systemLevel, String group, boolean ownGroup) {

    private static final List<String> LEVELS = List.of("DEBUG", "INFO", "WARN");

    static LoggingConfig of(String function, JsonNode config, boolean onInstances) {
      boolean json = onInstances || config.path("LogFormat").asText().equals("JSON");
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
}
