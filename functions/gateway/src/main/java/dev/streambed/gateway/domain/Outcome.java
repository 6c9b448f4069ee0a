package dev.streambed.gateway.domain;

/// How an answer ended that was admitted.
public sealed interface Outcome {

  Usage usage();

  /// The outcome of an answer that was to end before a model was called.
  static Outcome beforeStart(StopCause cause) {
    return switch (cause) {
      case STOPPED -> new Stopped(new Usage.Unknown());
      case DISCONNECTED -> new ClientGone(new Usage.Unknown(), "");
    };
  }

  /// The whole answer went out.
  ///
  /// @param stopReason Bedrock's own value; empty when it gave none
  record Complete(Usage usage, String stopReason) implements Outcome {}

  /// Its caller stopped it. It was read on for a while, because Bedrock bills all of it.
  record Stopped(Usage usage) implements Outcome {}

  /// It failed, before its first byte or after it.
  record Failed(Usage usage, Problem problem) implements Outcome {}

  /// The caller could not be reached any more. It was read on for a while, because Bedrock bills
  /// all of it.
  ///
  /// @param stopReason Bedrock's own value; empty when it gave none
  record ClientGone(Usage usage, String stopReason) implements Outcome {}

  /// Nobody asked a model for it: it was admitted, and then there was no function to write it, or
  /// its prompt could not be read. It cost nothing.
  record NotStarted(Problem problem) implements Outcome {

    @Override
    public Usage usage() {
      return new Usage.Unknown();
    }
  }

  /// The function that gave it died. How far it came is not known.
  record Killed(Usage usage) implements Outcome {}
}
