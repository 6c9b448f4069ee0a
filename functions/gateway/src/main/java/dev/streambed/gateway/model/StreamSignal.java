package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;

/// What other threads, the SDK's above all, tell the thread that reads a stream.
sealed interface StreamSignal {

  /// Bedrock begins to answer.
  ///
  /// @param serviceTier Bedrock's name of the tier that serves the answer; empty when it gives none
  record ResponseStarted(String serviceTier, BedrockResponseHead head) implements StreamSignal {}

  /// The bytes of one chunk. Nobody changes them.
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record EventReceived(byte[] bytes) implements StreamSignal {}

  /// The stream was read to its end.
  record Finished() implements StreamSignal {}

  /// It broke off.
  ///
  /// @param unread whether at once, and before Bedrock began to answer
  /// @param unbilled whether it certainly cost nothing, if nothing of the answer came before
  record Broken(Throwable thrown, boolean unread, boolean unbilled) implements StreamSignal {}

  /// Nothing came; there is another reason not to wait any more.
  record Woken() implements StreamSignal {}
}
