package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.Outcome;

/// What became of a [Call].
public sealed interface Invoked {

  /// The function was invoked.
  ///
  /// @param outcome how its answer ended
  record Ended(Outcome outcome) implements Invoked {}

  /// As many invocations as may be are running.
  ///
  /// @param reason AWS's word for it, for example
  ///   `ReservedFunctionConcurrentInvocationLimitExceeded`
  record Throttled(String reason) implements Invoked {}

  /// The event is larger than an invocation may carry.
  ///
  /// @param limit in bytes
  record EventTooLarge(long limit) implements Invoked {}

  /// There is no such function, alias or version.
  record Unknown() implements Invoked {}
}
