package dev.streambed.bedrock.model;

import java.io.IOException;

/// The body of an answer.
public sealed interface AnswerBody {

  /// Sent at once, with its `content-length`.
  // Handed on once and never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(byte[] bytes) implements AnswerBody {}

  /// Sent chunk by chunk; the headers go first, before the first frame is ready.
  record Streamed(FrameSource frameSource) implements AnswerBody {}

  /// Writes an answer's frames, on the thread that calls it, until the last one is sent.
  @FunctionalInterface
  interface FrameSource {

    /// Writes the frames.
    ///
    /// @throws ConnectionCutException when the connection has to end here, without a proper end of
    ///   the body
    /// @throws IOException when the caller left, or the source broke
    void sendTo(AnswerSink answerSink) throws IOException, InterruptedException;
  }
}
