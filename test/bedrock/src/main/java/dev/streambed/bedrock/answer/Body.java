package dev.streambed.bedrock.answer;

import java.io.IOException;

/// What follows an answer's headers.
public sealed interface Body {

  /// Sent at once, with its `content-length`.
  // Handed on once and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(byte[] bytes) implements Body {}

  /// Sent chunk by chunk; the headers go first, before the first frame is ready.
  record Streamed(Frames frames) implements Body {}

  /// Writes an answer's frames, on the thread that calls it, until the last one is sent.
  @FunctionalInterface
  interface Frames {

    /// Writes the frames.
    ///
    /// @throws CutException when the connection has to end here, without a proper end of the body
    /// @throws IOException when the caller left, or the source broke
    void sendTo(Outlet outlet) throws IOException, InterruptedException;
  }
}
