package dev.streambed.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.vocabulary.Json;
import dev.streambed.runtimeapi.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// What whoever invoked a function directly gets instead of its answer when it failed.
public final class FailurePayload {

  private FailurePayload() {}

  /// The payload's JSON.
  ///
  /// @param duration how long the invocation took
  /// @return nothing when the function did not fail
  public static Optional<byte[]> of(Outcome outcome, String requestId, Duration duration) {
    return switch (outcome) {
      case Outcome.Complete _ -> Optional.empty();
      case Outcome.FunctionError(_, String body) -> Optional.of(own(body));
      case Outcome.CompleteWithError(_, String body) -> Optional.of(own(body));
      case Outcome.Truncated _, Outcome.TooLarge _, Outcome.TimedOut _, Outcome.RuntimeExited _ ->
          Failures.reported(outcome, duration).map(failure -> lambdas(failure, requestId));
    };
  }

  private static byte[] own(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] lambdas(Report.Failure failure, String requestId) {
    String text = failure.message().isEmpty() ? failure.type() : failure.message();
    ObjectNode payload =
        Json.object()
            .put("errorType", failure.type())
            .put("errorMessage", "RequestId: " + requestId + " " + text);
    return Json.bytes(payload);
  }
}
