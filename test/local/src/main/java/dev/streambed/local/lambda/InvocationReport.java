package dev.streambed.local.lambda;

import java.time.Duration;
import java.util.Optional;

/// Lambda's report about one invocation.
///
/// @param requestId the invocation
/// @param duration how long it took
/// @param initialization how long the environment's start took, if the invocation waited for it
/// @param error what went wrong, or nothing
record InvocationReport(
    String requestId,
    Duration duration,
    Optional<Duration> initialization,
    Optional<Failure> error) {

  /// @param status `error`, `timeout` or `failure`
  /// @param type for example `Runtime.ExitError`
  /// @param message Lambda's sentence; the empty string when the function has said it itself
  record Failure(String status, String type, String message) {}

  /// The same of an invocation that waited for its environment's start.
  InvocationReport after(Optional<Duration> startup) {
    return new InvocationReport(requestId, duration, startup, error);
  }

  String status() {
    return error.map(Failure::status).orElse("success");
  }

  String level() {
    return error.isPresent() ? "WARN" : "INFO";
  }
}
