package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.BedrockResponseHead;

/// What other threads, the HTTP client's above all, tell the thread that reads a stream.
sealed interface StreamSignal {

  /// Bedrock started to respond.
  ///
  /// @param serviceTier Bedrock's name of the tier that serves the answer; empty when it gives none
  record ResponseStarted(String serviceTier, BedrockResponseHead head) implements StreamSignal {}

  /// The bytes of one chunk. They must not be changed.
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record EventReceived(byte[] bytes) implements StreamSignal {}

  /// The stream was read to its end.
  record Finished() implements StreamSignal {}

  /// The stream failed.
  ///
  /// @param unread whether it failed immediately and before Bedrock started to respond
  /// @param unbilled whether the failure means that the call cost nothing, provided that nothing of
  ///   the answer had arrived
  record Broken(Throwable thrown, boolean unread, boolean unbilled) implements StreamSignal {}

  /// Wakes the reader for another reason than data.
  record Woken() implements StreamSignal {}
}
