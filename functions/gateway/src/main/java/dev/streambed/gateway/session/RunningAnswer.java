package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One answer's entry among those that can be stopped. Of one thread.
///
/// Its owner either calls [#watch], then [#end] and [#join], or [#cancel].
public final class RunningAnswer {

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(2);

  private final Optional<AnswerRow> row;
  private final boolean isPut;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread watching;

  private RunningAnswer(Optional<AnswerRow> row, boolean isPut) {
    this.row = row;
    this.isPut = isPut;
  }

  /// One that cannot be stopped.
  public static RunningAnswer unstoppable() {
    return new RunningAnswer(Optional.empty(), false);
  }

  /// One whose row is there.
  static RunningAnswer withRow(AnswerRow answerRow) {
    return new RunningAnswer(Optional.of(answerRow), true);
  }

  /// One whose row is put when it begins.
  static RunningAnswer withRowToPut(AnswerRow answerRow) {
    return new RunningAnswer(Optional.of(answerRow), false);
  }

  /// Begins to look whether it is to be stopped, and returns at once.
  ///
  /// @param onStop called at most once, by another thread
  public void watch(Consumer<StopCause> onStop) {
    row.ifPresent(mine ->
        watching =
            Thread.ofPlatform()
                .daemon()
                .name("streambed-stop")
                .start(new AnswerWatcher(mine, isPut, onStop, over)));
  }

  /// The answer has ended: polling stops, and the row is deleted. Returns at once.
  public void end() {
    over.countDown();
  }

  /// Waits until the row has gone, for a moment. An interrupt's flag stays up, and does not cut it
  /// short.
  public void join() {
    if (watching == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      if (!watching.join(JOIN_TIMEOUT)) {
        watching.interrupt();
      }
    } catch (InterruptedException _) {
      interrupted = true;
      watching.interrupt();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The answer does not begin after all.
  public void cancel() {
    if (isPut) {
      watch(_ -> {});
      end();
      join();
    }
  }
}
