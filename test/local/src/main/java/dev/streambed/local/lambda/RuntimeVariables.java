package dev.streambed.local.lambda;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/// The environment variables of a runtime: Lambda's own, which override those of the template.
///
/// @param function its declaration
/// @param version the version that runs, for example `1` or `$LATEST`
/// @param region the region of the function
/// @param root the folder of its package
/// @param signing the variables for its credentials
/// @param endpoints the SDK's variables with the local services' endpoints
record RuntimeVariables(
    FunctionDeclaration function,
    String version,
    String region,
    TaskRoot root,
    Map<String, String> signing,
    Supplier<Map<String, String>> endpoints) {

  RuntimeVariables {
    signing = Map.copyOf(signing);
  }

  /// The variables of one process.
  ///
  /// @param runtimeApi host and port of the Runtime API
  /// @param initializationType for example `on-demand`
  Map<String, String> of(String runtimeApi, String initializationType) {
    Map<String, String> variables = new TreeMap<>();
    function.environment().forEach((name, value) -> variables.put(name, root.here(value)));
    variables.putAll(endpoints.get());
    variables.putAll(machine());
    variables.putAll(identity());
    variables.putAll(signing);
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType);
    if (function.isOnInstances()) {
      variables.put(
          "AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(function.environmentConcurrency()));
    }
    return variables;
  }

  private Map<String, String> machine() {
    return Map.of(
        "LAMBDA_TASK_ROOT", root.folder().toString(),
        "LAMBDA_RUNTIME_DIR", "/var/runtime",
        "PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin",
        // Lambda uses en_US.UTF-8, which minimal systems lack; Java would then print question
        // marks.
        "LANG", "C.UTF-8",
        "TZ", ":UTC",
        "AWS_REGION", region,
        "AWS_DEFAULT_REGION", region);
  }

  private Map<String, String> identity() {
    FunctionDeclaration.LoggingConfig loggingConfig = function.logging();
    Map<String, String> variables = new TreeMap<>();
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", version);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMebibytes()));
    variables.put("AWS_LAMBDA_LOG_FORMAT", loggingConfig.format());
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", loggingConfig.group());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream(loggingConfig));
    if (loggingConfig.json()) {
      variables.put("AWS_LAMBDA_LOG_LEVEL", loggingConfig.applicationLevel());
    }
    return variables;
  }

  private String logStream(FunctionDeclaration.LoggingConfig loggingConfig) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String day = today.toString().replace('-', '/');
    String environment = UUID.randomUUID().toString().replace("-", "");
    return loggingConfig.ownGroup()
        ? "%s/%s[%s]%s".formatted(day, function.name(), version, environment)
        : "%s/[%s]%s".formatted(day, version, environment);
  }
}
