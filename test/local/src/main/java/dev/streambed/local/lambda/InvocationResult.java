package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.InvocationOutcome;

/// The result of an [InvocationRequest].
public sealed interface InvocationResult {

  /// The function was invoked.
  ///
  /// @param invocationOutcome how the response ended
  record Ended(InvocationOutcome invocationOutcome) implements InvocationResult {}

  /// The concurrency limit is reached.
  ///
  /// @param reason AWS's name for the reason, for example
  ///   `ReservedFunctionConcurrentInvocationLimitExceeded`
  record Throttled(String reason) implements InvocationResult {}

  /// The event is too large.
  ///
  /// @param limit the limit in bytes
  record EventTooLarge(long limit) implements InvocationResult {}

  /// There is no such function, alias or version.
  record Unknown() implements InvocationResult {}
}
