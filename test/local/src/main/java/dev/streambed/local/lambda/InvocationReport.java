package dev.streambed.local.lambda;

import java.time.Duration;
import java.util.Optional;

/// Lambda's report about one invocation.
///
/// @param requestId the id of the invocation
/// @param duration its duration
/// @param initialization the duration of the environment's start, if the invocation waited for it
/// @param error what went wrong, if anything
record InvocationReport(
    String requestId,
    Duration duration,
    Optional<Duration> initialization,
    Optional<Failure> error) {

  /// @param status `error`, `timeout` or `failure`
  /// @param type for example `Runtime.ExitError`
  /// @param message Lambda's message; empty when the function reported it itself
  record Failure(String status, String type, String message) {}

  /// The same report, for an invocation that waited for its environment's start.
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
