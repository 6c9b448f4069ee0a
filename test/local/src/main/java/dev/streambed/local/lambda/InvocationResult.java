package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.InvocationOutcome;

/// The result of an [InvocationRequest].
public sealed interface InvocationResult {

  /// The function was invoked.
  ///
  /// @param invocationOutcome how its answer ended
  record Ended(InvocationOutcome invocationOutcome) implements InvocationResult {}

  /// As many invocations as may be are running.
  ///
  /// @param reason AWS's name for the reason, for example
  ///   `ReservedFunctionConcurrentInvocationLimitExceeded`
  record Throttled(String reason) implements InvocationResult {}

  /// The event is larger than an invocation may carry.
  ///
  /// @param limit in bytes
  record EventTooLarge(long limit) implements InvocationResult {}

  /// There is no such function, alias or version.
  record Unknown() implements InvocationResult {}
}
