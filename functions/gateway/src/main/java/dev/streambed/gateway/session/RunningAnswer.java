package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One running answer, which may be stopped. Not thread-safe.
///
/// Its owner calls [#watch], then [#end] and [#join].
public final class RunningAnswer {

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(2);

  private final Optional<StoppableAnswer> stoppable;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread watching;

  private RunningAnswer(Optional<StoppableAnswer> stoppable) {
    this.stoppable = stoppable;
  }

  /// An answer that cannot be stopped.
  public static RunningAnswer unstoppable() {
    return new RunningAnswer(Optional.empty());
  }

  static RunningAnswer of(StoppableAnswer stoppable) {
    return new RunningAnswer(Optional.of(stoppable));
  }

  /// Starts to watch for a stop. Returns immediately.
  ///
  /// @param onStop called at most once, from another thread
  public void watch(Consumer<StopCause> onStop) {
    stoppable.ifPresent(mine ->
        watching =
            Thread.ofPlatform()
                .daemon()
                .name("streambed-stop")
                .start(new AnswerWatcher(mine, onStop, over)));
  }

  /// Ends the watching. Returns immediately.
  public void end() {
    over.countDown();
  }

  /// Waits for a moment until the watching has ended. An interrupt does not shorten the wait; the
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
}
