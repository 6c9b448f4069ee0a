package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// A way for an answer to go out, and the stream that the handler writes it to.
///
/// Closing the stream only stops the handler from writing: what ends the answer is the handler's
/// own word, or its end, of which is known whether it failed.
abstract class ResponseBody extends OutputStream {

  private final WriteGate writeGate;
  private boolean closed;

  ResponseBody(WriteGate writeGate) {
    this.writeGate = writeGate;
  }

  @Override
  public final void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public final void write(byte[] data, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, data.length);
    writeGate.enter();
    try {
      refuseWhenClosed();
      accept(data, offset, length);
    } finally {
      writeGate.leave();
    }
  }

  @Override
  public final void flush() throws IOException {
    writeGate.enter();
    try {
      if (!closed) {
        begin();
      }
    } finally {
      writeGate.leave();
    }
  }

  @Override
  public final void close() {
    closed = true;
  }

  /// Takes bytes of the answer, inside the gate.
  abstract void accept(byte[] data, int offset, int length) throws IOException;

  /// Sends what was held back, inside the gate, if this way sends anything before the end.
  void begin() throws IOException {}

  /// Whether something was sent.
  boolean hasBegun() {
    return false;
  }

  /// Sends all that is left, inside the gate, if this way ends before the handler does.
  ///
  /// @return whether the answer is whole now
  boolean finish() throws IOException {
    return false;
  }

  /// Sends all that is left: the answer is whole. The gate is shut.
  abstract void end(BufferedResponseBody.Sink bufferedResponseSink) throws IOException;

  /// Ends what began as failed. The gate is shut.
  ///
  /// @return false when nothing has begun, so that the failure must be told in another way
  boolean end(Failure failure) throws IOException {
    return false;
  }

  /// Breaks off whatever a writer is doing, from another thread.
  void breakOff() {}

  private void refuseWhenClosed() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }
}
