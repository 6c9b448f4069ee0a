package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.runtimeapi.InvocationOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// What whoever invoked a function directly gets instead of its answer when it failed.
public final class FunctionErrorPayload {

  private FunctionErrorPayload() {}

  /// The payload's JSON.
  ///
  /// @param duration how long the invocation took
  /// @return nothing when the function did not fail
  public static Optional<byte[]> of(
      InvocationOutcome invocationOutcome, String requestId, Duration duration) {
    return switch (invocationOutcome) {
      case InvocationOutcome.Complete _ -> Optional.empty();
      case InvocationOutcome.FunctionError(_, String body) -> Optional.of(own(body));
      case InvocationOutcome.CompleteWithError(_, String body) -> Optional.of(own(body));
      case InvocationOutcome.Truncated _,
          InvocationOutcome.TooLarge _,
          InvocationOutcome.TimedOut _,
          InvocationOutcome.RuntimeExited _ ->
          FunctionErrors.reported(invocationOutcome, duration)
              .map(failure -> lambdas(failure, requestId));
    };
  }

  private static byte[] own(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] lambdas(InvocationReport.Failure failure, String requestId) {
    String text = failure.message().isEmpty() ? failure.type() : failure.message();
    ObjectNode payload =
        Json.object()
            .put("errorType", failure.type())
            .put("errorMessage", "RequestId: " + requestId + " " + text);
    return Json.bytes(payload);
  }
}
