package dev.streambed.bedrock.model;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/// The way to the caller. Used by one thread at a time.
public interface AnswerSink {

  /// Sends bytes that are not a chunk of text; returns when the caller's connection has taken them.
  ///
  /// @throws IOException when the caller left
  void send(byte[] bytes) throws IOException, InterruptedException;

  /// Sends one chunk as soon as it may be sent.
  ///
  /// @param frames encodes the chunk's frames; called at the moment of sending
  /// @throws IOException when the caller left
  default void sendChunk(Supplier<List<byte[]>> frames) throws IOException, InterruptedException {
    beforeChunk();
    for (byte[] frame : frames.get()) {
      send(frame);
    }
    afterChunk();
  }

  /// Returns when the next chunk may be sent.
  default void beforeChunk() throws IOException, InterruptedException {}

  /// Takes note of a chunk that was sent completely.
  default void afterChunk() throws IOException, InterruptedException {}

  /// Waits until [System#nanoTime()] has reached the given value.
  ///
  /// @throws IOException when the caller left meanwhile
  void waitUntil(long nanoTime) throws IOException, InterruptedException;

  /// Makes sure that the caller is still there; for code that waits for something else.
  ///
  /// @throws IOException when the caller left
  void requireClient() throws IOException, InterruptedException;

  /// The connection is to be cut here: the answer's body gets no proper end.
  final class ConnectionCutException extends IOException {

    private static final long serialVersionUID = 1L;

    public ConnectionCutException(String why) {
      super(why);
    }
  }
}
