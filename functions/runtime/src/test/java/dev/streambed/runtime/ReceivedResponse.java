package dev.streambed.runtime;

import dev.streambed.runtimeapi.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An answer as the platform received it. Thread-safe.
final class ReceivedResponse implements ResponseSink {

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

  synchronized String contentType() {
    return contentType;
  }

  synchronized boolean streaming() {
    return streaming;
  }

  synchronized String text() {
    return whole.toString(StandardCharsets.UTF_8);
  }

  /// What precedes the eight NUL bytes.
  String prelude() {
    String text = text();
    return text.substring(0, text.indexOf('\0'));
  }

  /// What follows the eight NUL bytes.
  String body() {
    String text = text();
    return text.substring(text.indexOf('\0') + 8);
  }
}
