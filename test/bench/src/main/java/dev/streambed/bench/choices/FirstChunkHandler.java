package dev.streambed.bench.choices;

import dev.streambed.runtimeapi.ResponseSink;
import java.nio.charset.StandardCharsets;

/// Waits for an answer's first piece of text.
final class FirstChunkHandler implements ResponseSink {

  private final long start;
  private volatile double millis = Double.NaN;

  FirstChunkHandler(long start) {
    this.start = start;
  }

  /// Milliseconds from the start, or no number when none came.
  double millis() {
    return millis;
  }

  @Override
  public void head(String contentType, boolean streaming) {}

  @Override
  public void bytes(byte[] buffer, int offset, int length) {
    String text = new String(buffer, offset, length, StandardCharsets.UTF_8);
    if (Double.isNaN(millis) && text.contains("data: {\"content\"")) {
      millis = (System.nanoTime() - start) / 1e6;
    }
  }
}
