package dev.streambed.gateway.domain;

/// How an admitted request ended.
public sealed interface Outcome {

  Usage usage();

  /// The outcome of an answer that was stopped before the model was called.
  static Outcome beforeStart(StopCause cause) {
    return switch (cause) {
      case STOPPED -> new Stopped(new Usage.Unknown());
      case DISCONNECTED -> new ClientGone(new Usage.Unknown(), "");
    };
  }

  /// The answer was delivered in full.
  ///
  /// @param stopReason Bedrock's own value; empty when it gave none
  record Complete(Usage usage, String stopReason) implements Outcome {}

  /// The caller stopped the answer. It was drained for a limited time, because Bedrock bills all of
  /// it.
  record Stopped(Usage usage) implements Outcome {}

  /// The answer failed, before or after its first byte.
  record Failed(Usage usage, Problem problem) implements Outcome {}

  /// The caller could no longer be reached. The answer was drained for a limited time, because
  /// Bedrock bills all of it.
  ///
  /// @param stopReason Bedrock's own value; empty when it gave none
  record ClientGone(Usage usage, String stopReason) implements Outcome {}

  /// The model was never called: the request was admitted, but no function ran it, or its prompt
  /// could not be read. It cost nothing.
  record NotStarted(Problem problem) implements Outcome {

    @Override
    public Usage usage() {
      return new Usage.Unknown();
    }
  }

  /// The function that wrote the answer died. How much of it was written is unknown.
  record Killed(Usage usage) implements Outcome {}
}
