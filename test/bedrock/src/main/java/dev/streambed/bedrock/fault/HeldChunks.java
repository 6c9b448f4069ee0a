package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.model.AnswerSink;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Releases held chunks. Where several answers are held, any of them may go first. Thread-safe.
public final class HeldChunks {

  private static final Duration LOOK_FOR_THE_CALLER = Duration.ofMillis(50);
  // Far more than the chunks of any answer, far less than would overflow the semaphore.
  private static final int EVERYTHING = 1_000_000_000;

  private final Semaphore release = new Semaphore(0);
  private final AtomicInteger waiting = new AtomicInteger();

  /// Releases this many more chunks, whether they wait now or later.
  public void release(int count) {
    release.release(count);
  }

  /// Releases every chunk that waits now or later, until [#hold()].
  public void releaseAll() {
    release.drainPermits();
    release.release(EVERYTHING);
  }

  /// Forgets releases that were not used.
  public void hold() {
    release.drainPermits();
  }

  /// How many chunks wait at this moment.
  public int waiting() {
    return waiting.get();
  }

  /// Waits until one chunk is released.
  void await(AnswerSink answerSink) throws IOException, InterruptedException {
    waiting.incrementAndGet();
    try {
      while (!release.tryAcquire(LOOK_FOR_THE_CALLER.toMillis(), TimeUnit.MILLISECONDS)) {
        answerSink.requireClient();
      }
    } finally {
      waiting.decrementAndGet();
    }
  }
}
