package dev.streambed.gateway;

import dev.streambed.runtimeapi.ResponseSink;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A caller that reads the first part of its answer, and the rest when it is told to.
final class SlowCaller implements ResponseSink {

  private final CountDownLatch hasPart = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private volatile long bytes;

  @Override
  public void head(String contentType, boolean streaming) {}

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time
  public void bytes(byte[] buffer, int offset, int length) throws IOException {
    bytes += length;
    hasPart.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  void awaitPart() throws InterruptedException {
    hasPart.await();
  }

  void goOn() {
    goesOn.countDown();
  }

  long bytes() {
    return bytes;
  }
}
