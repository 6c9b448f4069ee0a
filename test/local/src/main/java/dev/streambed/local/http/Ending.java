package dev.streambed.local.http;

import dev.streambed.runtimeapi.Outcome;

/// What the client of a streamed answer is left with when the function is done.
public sealed interface Ending {

  /// An answer that ends in good order.
  record Whole() implements Ending {}

  /// The beginning of an answer whose end never came: its connection must be broken.
  record Broken() implements Ending {}

  /// Nothing yet.
  record NotBegun(Reason reason) implements Ending {}

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
  /// @param outcome how the function ended
  /// @param begun whether the client has the answer's head
  static Ending of(Outcome outcome, boolean begun) {
    return switch (outcome) {
      case Outcome.Complete _ -> begun ? new Whole() : new NotBegun(Reason.MALFORMED);
      // Its trailers tell the function's error to callers of the Invoke API only.
      case Outcome.CompleteWithError _ ->
          begun ? new Whole() : new NotBegun(Reason.FUNCTION_FAILED);
      case Outcome.FunctionError _,
          Outcome.Truncated _,
          Outcome.TooLarge _,
          Outcome.TimedOut _,
          Outcome.RuntimeExited _ ->
          begun ? new Broken() : new NotBegun(Reason.FUNCTION_FAILED);
    };
  }
}
