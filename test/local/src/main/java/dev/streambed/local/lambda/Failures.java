package dev.streambed.local.lambda;

import dev.streambed.local.vocabulary.Json;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.Startup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Lambda's words for what goes wrong with a function.
final class Failures {

  private static final String EXIT_ERROR = "Runtime.ExitError";

  private Failures() {}

  /// What an initialization that failed means for the invocation.
  ///
  /// @return nothing when it did not fail
  static Optional<Outcome> of(Startup startup, ExecutionEnvironment environment) {
    return switch (startup) {
      case Startup.Ready _ -> Optional.empty();
      case Startup.InitError(String type, String body) ->
          Optional.of(new Outcome.FunctionError(type, body));
      case Startup.RestoreError(String type, String body) ->
          Optional.of(new Outcome.FunctionError(type, body));
      case Startup.Exited _ ->
          Optional.of(
              error(EXIT_ERROR, "Error: Runtime exited with error: " + environment.ending()));
      case Startup.AwaitingRestore _, Startup.TimedOut _ -> Optional.of(new Outcome.TimedOut());
    };
  }

  /// The package has no executable where Lambda looks for it, or its interpreter is missing.
  static Outcome invalidEntrypoint(String command) {
    String name = command.substring(command.lastIndexOf('/') + 1);
    return error("Runtime.InvalidEntrypoint", "Error: Couldn't start " + name);
  }

  /// What Lambda's log says of an outcome.
  static Optional<Report.Failure> reported(Outcome outcome, Duration duration) {
    return switch (outcome) {
      case Outcome.Complete _ -> Optional.empty();
      case Outcome.CompleteWithError(String type, _) -> failure("error", type, "");
      case Outcome.FunctionError(String type, String body) ->
          failure("error", type, type.startsWith("Runtime.") ? message(body) : "");
      case Outcome.Truncated _ -> failure("error", "Runtime.TruncatedResponse", "");
      case Outcome.TooLarge(long limit) ->
          failure(
              "error",
              "Function.ResponseSizeTooLarge",
              "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
      case Outcome.TimedOut _ ->
          failure(
              "timeout",
              "Sandbox.Timedout",
              String.format(
                  Locale.ROOT,
                  "Error: Task timed out after %.2f seconds",
                  duration.toMillis() / 1000.0));
      case Outcome.RuntimeExited _ ->
          failure("failure", EXIT_ERROR, "Error: Runtime exited without providing a reason");
    };
  }

  private static Optional<Report.Failure> failure(String status, String type, String message) {
    return Optional.of(new Report.Failure(status, type, message));
  }

  private static String message(String body) {
    return Json.parse(body.getBytes(StandardCharsets.UTF_8))
        .map(json -> json.path("errorMessage").asText())
        .orElse("");
  }

  private static Outcome error(String type, String message) {
    byte[] body = Json.bytes(Json.object().put("errorType", type).put("errorMessage", message));
    return new Outcome.FunctionError(type, new String(body, StandardCharsets.UTF_8));
  }
}
