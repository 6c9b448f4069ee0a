package dev.streambed.runtimeapi;

/// How an invocation ended.
public sealed interface InvocationOutcome {

  /// The answer is whole.
  record Complete() implements InvocationOutcome {}

  /// The answer ended in good order, with error trailers: the function failed after its first byte.
  ///
  /// @param errorType `Lambda-Runtime-Function-Error-Type`
  /// @param errorBody `Lambda-Runtime-Function-Error-Body`, base64 undone
  record CompleteWithError(String errorType, String errorBody) implements InvocationOutcome {}

  /// The function failed before its first byte.
  ///
  /// @param errorType as Lambda lets it through: others become `Runtime.Unknown` or
  ///   `Function.Unknown`
  /// @param errorBody the body that the runtime posted, usually JSON
  record FunctionError(String errorType, String errorBody) implements InvocationOutcome {}

  /// The runtime's connection broke in the middle of the answer.
  record Truncated() implements InvocationOutcome {}

  /// The answer is larger than the mode allows.
  record TooLarge(long limit) implements InvocationOutcome {}

  /// The deadline passed first. Lambda now kills the environment.
  record TimedOut() implements InvocationOutcome {}

  /// The runtime's process ended first.
  record RuntimeExited() implements InvocationOutcome {}
}
