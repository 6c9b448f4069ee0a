package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The registration of one answer that can be stopped. Not thread-safe.
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

  /// An answer that cannot be stopped.
  public static RunningAnswer unstoppable() {
    return new RunningAnswer(Optional.empty(), false);
  }

  /// An answer whose row has been written.
  static RunningAnswer withRow(AnswerRow answerRow) {
    return new RunningAnswer(Optional.of(answerRow), true);
  }

  /// An answer whose row is written when it starts.
  static RunningAnswer withRowToPut(AnswerRow answerRow) {
    return new RunningAnswer(Optional.of(answerRow), false);
  }

  /// Starts to watch for a stop. Returns immediately.
  ///
  /// @param onStop called at most once, from another thread
  public void watch(Consumer<StopCause> onStop) {
    row.ifPresent(mine ->
        watching =
            Thread.ofPlatform()
                .daemon()
                .name("streambed-stop")
                .start(new AnswerWatcher(mine, isPut, onStop, over)));
  }

  /// Ends the registration: polling stops, and the row is deleted. Returns immediately.
  public void end() {
    over.countDown();
  }

  /// Waits for a moment until the row is deleted. An interrupt does not shorten the wait; the
  /// thread stays interrupted.
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

  /// Cancels the registration of an answer that will not start.
  public void cancel() {
    if (isPut) {
      watch(_ -> {});
      end();
      join();
    }
  }
}
