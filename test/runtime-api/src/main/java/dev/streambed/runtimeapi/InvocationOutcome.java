package dev.streambed.runtimeapi;

/// How an invocation ended.
public sealed interface InvocationOutcome {

  /// The response is complete.
  record Complete() implements InvocationOutcome {}

  /// The response ended with error trailers: the function failed after its first byte.
  ///
  /// @param errorType `Lambda-Runtime-Function-Error-Type`
  /// @param errorBody `Lambda-Runtime-Function-Error-Body`, decoded from base64
  record CompleteWithError(String errorType, String errorBody) implements InvocationOutcome {}

  /// The function failed before its first byte.
  ///
  /// @param errorType the type that Lambda passes on: others become `Runtime.Unknown` or
  ///   `Function.Unknown`
  /// @param errorBody the body that the runtime posted, usually JSON
  record FunctionError(String errorType, String errorBody) implements InvocationOutcome {}

  /// The runtime's connection broke in the middle of the response.
  record Truncated() implements InvocationOutcome {}

  /// The response is larger than the mode allows.
  record TooLarge(long limit) implements InvocationOutcome {}

  /// The deadline passed first. Lambda now kills the environment.
  record TimedOut() implements InvocationOutcome {}

  /// The runtime's process ended first.
  record RuntimeExited() implements InvocationOutcome {}
}
