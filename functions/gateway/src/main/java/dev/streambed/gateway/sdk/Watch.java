package dev.streambed.gateway.sdk;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;

/// Looks after one request until it is closed, and aborts it when it is to be given up.
/// Thread-safe.
final class Watch implements Runnable, AutoCloseable {

  private static final Duration BETWEEN_ABORTS = Duration.ofMillis(100);

  private final Silence silence;
  private final ScheduledExecutorService looks;
  private final ExecutableHttpRequest request;
  private @Nullable ScheduledFuture<?> next;
  private boolean isClosed;
  private Silence.Finding finding = Silence.Finding.WAIT;

  private Watch(Silence silence, ScheduledExecutorService looks, ExecutableHttpRequest request) {
    this.silence = silence;
    this.looks = looks;
    this.request = request;
  }

  /// @param request is aborted by another thread, and perhaps more than once
  static Watch begin(
      Silence silence, ScheduledExecutorService looks, ExecutableHttpRequest request) {
    Watch watch = new Watch(silence, looks, request);
    watch.schedule();
    return watch;
  }

  /// What a request failed with.
  ///
  /// @return the exception itself when it was not given up
  IOException verdictOn(Exception failure) throws IOException {
    return switch (found()) {
      case NO_ANSWER -> new NoAnswerException(failure);
      case NO_TIME -> throw NoTimeException.wrapped();
      case WAIT -> {
        if (failure instanceof RuntimeException bug) {
          throw bug;
        }
        yield (IOException) failure;
      }
    };
  }

  /// Looks, and again later.
  @Override
  public void run() {
    try {
      if (isToBeGivenUp()) {
        request.abort();
      }
    } finally {
      schedule();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (next != null) {
      next.cancel(false);
    }
  }

  private synchronized Silence.Finding found() {
    return finding;
  }

  private synchronized void schedule() {
    if (!isClosed) {
      next = looks.schedule(this, untilNextLook().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  // There is no time left to measure once it is given up, and no processor time to waste.
  private Duration untilNextLook() {
    return finding == Silence.Finding.WAIT
        ? silence.untilNextLook(System.nanoTime())
        : BETWEEN_ABORTS;
  }

  // Once it is given up it is aborted with every look: it may not have begun when it first was.
  private synchronized boolean isToBeGivenUp() {
    if (isClosed) {
      return false;
    }
    if (finding == Silence.Finding.WAIT) {
      finding = silence.look(System.nanoTime(), ProcessTime.millis());
    }
    return finding != Silence.Finding.WAIT;
  }
}
