package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Watches the row of one answer from start to end, on a thread of its own.
///
/// @param isPut whether the row has been written already
/// @param over counted down when the answer has ended
record AnswerWatcher(
    AnswerRow answerRow, boolean isPut, Consumer<StopCause> onStop, CountDownLatch over)
    implements Runnable {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

  @Override
  public void run() {
    try {
      if (isPut || put()) {
        poll();
        end();
      }
    } catch (InterruptedException _) {
      // The answer has ended, and the row expires.
    }
  }

  private void poll() throws InterruptedException {
    while (!over.await(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
      Optional<StopCause> stop = stop();
      if (stop.isPresent()) {
        onStop.accept(stop.get());
        over.await();
        return;
      }
    }
  }

  private boolean put() {
    try {
      answerRow.put();
      return true;
    } catch (RuntimeException e) {
      answerRow.failureLog().writeOnce(e);
      return false;
    }
  }

  private Optional<StopCause> stop() {
    try {
      return answerRow.stopCause();
    } catch (RuntimeException e) {
      answerRow.failureLog().writeOnce(e);
      return Optional.empty();
    }
  }

  private void end() {
    try {
      answerRow.end();
    } catch (RuntimeException e) {
      answerRow.failureLog().writeOnce(e);
    }
  }
}
