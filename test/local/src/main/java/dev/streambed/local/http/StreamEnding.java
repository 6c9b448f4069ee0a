package dev.streambed.local.http;

import dev.streambed.runtimeapi.InvocationOutcome;

/// How a streamed answer ends for its client when the function is done.
public sealed interface StreamEnding {

  /// The response ended normally.
  record Whole() implements StreamEnding {}

  /// The response is incomplete: its connection must be broken.
  record Broken() implements StreamEnding {}

  /// Nothing was sent yet.
  record NotBegun(Reason reason) implements StreamEnding {}

  /// Why nothing was sent.
  enum Reason {
    /// The function failed.
    FUNCTION_FAILED,
    /// The response had no prelude, or an unreadable one.
    MALFORMED,
    /// The prelude has an invalid status or header.
    MALFORMED_HEAD
  }

  /// How a client's response ends.
  ///
  /// @param invocationOutcome how the function ended
  /// @param begun whether the response head was sent
  static StreamEnding of(InvocationOutcome invocationOutcome, boolean begun) {
    return switch (invocationOutcome) {
      case InvocationOutcome.Complete _ -> begun ? new Whole() : new NotBegun(Reason.MALFORMED);
      // Only callers of the Invoke API see the error in the trailers.
      case InvocationOutcome.CompleteWithError _ ->
          begun ? new Whole() : new NotBegun(Reason.FUNCTION_FAILED);
      case InvocationOutcome.FunctionError _,
          InvocationOutcome.Truncated _,
          InvocationOutcome.TooLarge _,
          InvocationOutcome.TimedOut _,
          InvocationOutcome.RuntimeExited _ ->
          begun ? new Broken() : new NotBegun(Reason.FUNCTION_FAILED);
    };
  }
}
