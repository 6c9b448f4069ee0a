package dev.streambed.gateway;

import dev.streambed.runtimeapi.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/// What the caller of a function sees of its answer.
final class ReceivedAnswer implements ResponseSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Predicate<String> signal;
  private final CountDownLatch latch;
  private final Duration pause;

  private ReceivedAnswer(Predicate<String> signal, CountDownLatch latch, Duration pause) {
    this.signal = signal;
    this.latch = latch;
    this.pause = pause;
  }

  ReceivedAnswer() {
    this(_ -> false, new CountDownLatch(0), Duration.ZERO);
  }

  /// Counts the latch down when what was seen so far is so.
  ReceivedAnswer(Predicate<String> signal, CountDownLatch latch) {
    this(signal, latch, Duration.ZERO);
  }

  /// Pauses after every read.
  ReceivedAnswer(Duration pause) {
    this(_ -> false, new CountDownLatch(0), pause);
  }

  @Override
  public void head(String contentType, boolean streaming) {}

  @Override
  public void bytes(byte[] buffer, int offset, int length) throws IOException {
    bytes.write(buffer, offset, length);
    if (signal.test(text())) {
      latch.countDown();
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
