package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.ResponseSink;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what is written until it is flushed, so that chunks that wait for the caller together
/// are sent in one system call. Not thread-safe.
final class CoalescingSink implements ResponseSink, Flushable {

  /// What is larger is sent at once.
  private static final int LARGEST = 16 << 10;

  private final ResponseSink sink;
  private byte[] pending = new byte[1 << 10];
  private int size;
  private @Nullable OutputStream body;

  CoalescingSink(ResponseSink sink) {
    this.sink = sink;
  }

  @Override
  public boolean streams() {
    return sink.streams();
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers) throws IOException {
    body = sink.begin(status, headers);
    return new Body();
  }

  @Override
  public void flush() throws IOException {
    OutputStream begun = body;
    if (begun != null && size > 0) {
      int length = size;
      // A write that fails is not repeated.
      size = 0;
      begun.write(pending, 0, length);
    }
  }

  @Override
  public void finish() throws IOException {
    flush();
    sink.finish();
  }

  private void add(byte[] data, int offset, int length) throws IOException {
    if (size + length > LARGEST) {
      flush();
    }
    OutputStream begun = body;
    if (length > LARGEST && begun != null) {
      begun.write(data, offset, length);
      return;
    }
    if (size + length > pending.length) {
      pending =
          Arrays.copyOf(pending, Math.max(size + length, Math.min(2 * pending.length, LARGEST)));
    }
    System.arraycopy(data, offset, pending, size, length);
    size += length;
  }

  private final class Body extends OutputStream {

    @Override
    public void write(int value) throws IOException {
      add(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      add(data, offset, length);
    }
  }
}
