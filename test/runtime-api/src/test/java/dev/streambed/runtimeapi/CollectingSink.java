package dev.streambed.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Collects the answer, and hands out each chunk as it arrives.
final class CollectingSink implements ResponseSink {

  private final LinkedBlockingQueue<String> chunks = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  private String contentType = "";
  private boolean streaming;

  @Override
  public synchronized void head(String contentType, boolean streaming) {
    this.contentType = contentType;
    this.streaming = streaming;
  }

  @Override
  public synchronized void bytes(byte[] buffer, int offset, int length) {
    whole.write(buffer, offset, length);
    chunks.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
  }

  /// The next chunk, as soon as it is there.
  String nextChunk() throws InterruptedException {
    String chunk = chunks.poll(10, TimeUnit.SECONDS);
    if (chunk == null) {
      throw new AssertionError("no piece came");
    }
    return chunk;
  }

  synchronized String text() {
    return whole.toString(StandardCharsets.UTF_8);
  }

  synchronized int size() {
    return whole.size();
  }

  synchronized String contentType() {
    return contentType;
  }

  synchronized boolean streaming() {
    return streaming;
  }
}
