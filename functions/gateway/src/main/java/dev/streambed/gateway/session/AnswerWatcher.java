package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Watches one answer from start to end, on a thread of its own.
///
/// @param over counted down when the answer has ended
record AnswerWatcher(StoppableAnswer answer, Consumer<StopCause> onStop, CountDownLatch over)
    implements Runnable {

  /// A young answer is read this often: half of its stops take effect within 300 ms.
  static final Duration EARLY_INTERVAL = Duration.ofMillis(500);

  /// How many reads an answer counts as young.
  static final int EARLY_READS = 4;

  /// After that, a stop takes effect within 1.1 seconds.
  static final Duration INTERVAL = Duration.ofMillis(1080);

  @Override
  public void run() {
    try {
      poll();
      end();
    } catch (InterruptedException _) {
      // The answer has ended, and a row on a connection expires.
    }
  }

  private void poll() throws InterruptedException {
    for (int reads = 0; !over.await(interval(reads).toMillis(), TimeUnit.MILLISECONDS); reads++) {
      Optional<StopCause> stop = stop();
      if (stop.isPresent()) {
        onStop.accept(stop.get());
        over.await();
        return;
      }
    }
  }

  private static Duration interval(int reads) {
    return reads < EARLY_READS ? EARLY_INTERVAL : INTERVAL;
  }

  private Optional<StopCause> stop() {
    try {
      return answer.stopCause();
    } catch (RuntimeException e) {
      answer.failureLog().writeOnce(e);
      return Optional.empty();
    }
  }

  private void end() {
    try {
      answer.end();
    } catch (RuntimeException e) {
      answer.failureLog().writeOnce(e);
    }
  }
}
