package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks after one answer's row, from its beginning to its end, on a thread of its own.
///
/// @param isPut whether the row is there already
/// @param over counted down when the answer has ended
record Watch(Row row, boolean isPut, Consumer<StopCause> onStop, CountDownLatch over)
    implements Runnable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  @Override
  public void run() {
    try {
      if (isPut || put()) {
        look();
        end();
      }
    } catch (InterruptedException _) {
      // Nobody waits for this any more; the row expires.
    }
  }

  private void look() throws InterruptedException {
    while (!over.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
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
      row.put();
      return true;
    } catch (RuntimeException e) {
      row.complaint().about(e);
      return false;
    }
  }

  private Optional<StopCause> stop() {
    try {
      return row.stop();
    } catch (RuntimeException e) {
      row.complaint().about(e);
      return Optional.empty();
    }
  }

  private void end() {
    try {
      row.end();
    } catch (RuntimeException e) {
      row.complaint().about(e);
    }
  }
}
