package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.runtimeapi.InitPhase;
import dev.streambed.runtimeapi.InvocationOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The errors that Lambda reports for a function, in its log and to callers of the Invoke API.
public final class FunctionErrors {

  private static final String EXIT_ERROR = "Runtime.ExitError";

  private FunctionErrors() {}

  /// The outcome of an invocation whose initialization failed.
  ///
  /// @return nothing when it did not fail
  static Optional<InvocationOutcome> of(InitPhase initPhase, ExecutionEnvironment environment) {
    return switch (initPhase) {
      case InitPhase.Ready _ -> Optional.empty();
      case InitPhase.InitError(String type, String body) ->
          Optional.of(new InvocationOutcome.FunctionError(type, body));
      case InitPhase.RestoreError(String type, String body) ->
          Optional.of(new InvocationOutcome.FunctionError(type, body));
      case InitPhase.Exited _ ->
          Optional.of(
              error(
                  EXIT_ERROR,
                  "Error: Runtime exited with error: " + environment.exitDescription()));
      case InitPhase.AwaitingRestore _, InitPhase.TimedOut _ ->
          Optional.of(new InvocationOutcome.TimedOut());
    };
  }

  /// The package has no executable where Lambda expects it, or its interpreter is missing.
  static InvocationOutcome invalidEntrypoint(String command) {
    String name = command.substring(command.lastIndexOf('/') + 1);
    return error("Runtime.InvalidEntrypoint", "Error: Couldn't start " + name);
  }

  /// The failure that Lambda's log reports for an outcome.
  static Optional<InvocationReport.Failure> reported(
      InvocationOutcome invocationOutcome, Duration duration) {
    return switch (invocationOutcome) {
      case InvocationOutcome.Complete _ -> Optional.empty();
      case InvocationOutcome.CompleteWithError(String type, _) -> failure("error", type, "");
      case InvocationOutcome.FunctionError(String type, String body) ->
          failure("error", type, type.startsWith("Runtime.") ? message(body) : "");
      case InvocationOutcome.Truncated _ -> failure("error", "Runtime.TruncatedResponse", "");
      case InvocationOutcome.TooLarge(long limit) ->
          failure(
              "error",
              "Function.ResponseSizeTooLarge",
              "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
      case InvocationOutcome.TimedOut _ ->
          failure(
              "timeout",
              "Sandbox.Timedout",
              String.format(
                  Locale.ROOT,
                  "Error: Task timed out after %.2f seconds",
                  duration.toMillis() / 1000.0));
      case InvocationOutcome.RuntimeExited _ ->
          failure("failure", EXIT_ERROR, "Error: Runtime exited without providing a reason");
    };
  }

  /// The payload that a caller of the Invoke API gets when the function failed.
  ///
  /// @param duration the duration of the invocation
  /// @return nothing when the function did not fail
  public static Optional<byte[]> payload(
      InvocationOutcome invocationOutcome, String requestId, Duration duration) {
    return switch (invocationOutcome) {
      case InvocationOutcome.Complete _ -> Optional.empty();
      case InvocationOutcome.FunctionError(_, String body) -> Optional.of(utf8(body));
      case InvocationOutcome.CompleteWithError(_, String body) -> Optional.of(utf8(body));
      case InvocationOutcome.Truncated _,
          InvocationOutcome.TooLarge _,
          InvocationOutcome.TimedOut _,
          InvocationOutcome.RuntimeExited _ ->
          reported(invocationOutcome, duration).map(failure -> lambdaPayload(failure, requestId));
    };
  }

  private static byte[] utf8(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] lambdaPayload(InvocationReport.Failure failure, String requestId) {
    String text = failure.message().isEmpty() ? failure.type() : failure.message();
    ObjectNode payload =
        Json.object()
            .put("errorType", failure.type())
            .put("errorMessage", "RequestId: " + requestId + " " + text);
    return Json.bytes(payload);
  }

  private static Optional<InvocationReport.Failure> failure(
      String status, String type, String message) {
    return Optional.of(new InvocationReport.Failure(status, type, message));
  }

  private static String message(String body) {
    return Json.parse(body.getBytes(StandardCharsets.UTF_8))
        .map(json -> json.path("errorMessage").asText())
        .orElse("");
  }

  private static InvocationOutcome error(String type, String message) {
    byte[] body = Json.bytes(Json.object().put("errorType", type).put("errorMessage", message));
    return new InvocationOutcome.FunctionError(type, new String(body, StandardCharsets.UTF_8));
  }
}
