package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// A mode of sending a response, and the stream that the handler writes to.
///
/// Closing the stream only prevents further writes. The response ends when the handler calls
/// [Response#finish], returns or fails.
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

  /// Accepts bytes of the response. Called inside the gate.
  abstract void accept(byte[] data, int offset, int length) throws IOException;

  /// Sends what was held back, if this mode sends anything before the end. Called inside the gate.
  void begin() throws IOException {}

  /// Whether anything was sent.
  boolean hasBegun() {
    return false;
  }

  /// Sends the rest, if this mode can end before the handler does. Called inside the gate.
  ///
  /// @return whether the response is complete now
  boolean finish() throws IOException {
    return false;
  }

  /// Sends the rest and ends the response as complete. Called with the gate shut.
  abstract void end(BufferedResponseBody.Sink bufferedResponseSink) throws IOException;

  /// Ends a started response as failed. Called with the gate shut.
  ///
  /// @return false when nothing was sent, so that the failure must be reported in another way
  boolean end(Failure failure) throws IOException {
    return false;
  }

  /// Aborts a write in progress, from another thread.
  void breakOff() {}

  private void refuseWhenClosed() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }
}
