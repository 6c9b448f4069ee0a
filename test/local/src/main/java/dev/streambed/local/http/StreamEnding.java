package dev.streambed.local.http;

import dev.streambed.runtimeapi.InvocationOutcome;

/// How a streamed answer ends for its client when the function is done.
public sealed interface StreamEnding {

  /// An answer that ends in good order.
  record Whole() implements StreamEnding {}

  /// The beginning of an answer whose end never came: its connection must be broken.
  record Broken() implements StreamEnding {}

  /// Nothing yet.
  record NotBegun(Reason reason) implements StreamEnding {}

  /// Why nothing was sent.
  enum Reason {
    /// The function failed.
    FUNCTION_FAILED,
    /// The answer had no prelude, or none that can be read.
    MALFORMED,
    /// The prelude names a status or a header that cannot be.
    MALFORMED_HEAD
  }

  /// How a client's answer ends.
  ///
  /// @param invocationOutcome how the function ended
  /// @param begun whether the client has the answer's head
  static StreamEnding of(InvocationOutcome invocationOutcome, boolean begun) {
    return switch (invocationOutcome) {
      case InvocationOutcome.Complete _ -> begun ? new Whole() : new NotBegun(Reason.MALFORMED);
      // Its trailers tell the function's error to callers of the Invoke API only.
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
