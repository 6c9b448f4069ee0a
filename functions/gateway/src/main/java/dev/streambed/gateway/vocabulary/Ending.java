package dev.streambed.gateway.vocabulary;

/// How an answer ended that was admitted.
public sealed interface Ending {

  Usage usage();

  /// The whole answer went out.
  ///
  /// @param stopReason Bedrock's own word; empty when it gave none
  record Complete(Usage usage, String stopReason) implements Ending {}

  /// Its caller stopped it. It was read on for a while, because Bedrock bills all of it.
  record Stopped(Usage usage) implements Ending {}

  /// It failed, before its first byte or after it.
  record Failed(Usage usage, Problem problem) implements Ending {}

  /// The caller could not be reached any more. It was read on for a while, because Bedrock bills
  /// all of it.
  ///
  /// @param stopReason Bedrock's own word; empty when it gave none
  record ClientGone(Usage usage, String stopReason) implements Ending {}

  /// Nobody asked a model for it: it was admitted, and then there was no function to write it, or
  /// its prompt could not be read. It cost nothing.
  record NotStarted(Problem problem) implements Ending {

    @Override
    public Usage usage() {
      return new Usage.Unknown();
    }
  }

  /// The function that gave it died. How far it came is not known.
  record Killed(Usage usage) implements Ending {}
}
