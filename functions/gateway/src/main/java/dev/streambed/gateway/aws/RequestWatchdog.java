package dev.streambed.gateway.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;

/// Looks after one request until it is closed, and aborts it when it is to be given up.
/// Thread-safe.
final class RequestWatchdog implements Runnable, AutoCloseable {

  private static final Duration ABORT_INTERVAL = Duration.ofMillis(100);

  private final SilenceTimer silenceTimer;
  private final ScheduledExecutorService checks;
  private final ExecutableHttpRequest request;
  private @Nullable ScheduledFuture<?> next;
  private boolean isClosed;
  private SilenceTimer.Finding finding = SilenceTimer.Finding.WAIT;

  private RequestWatchdog(
      SilenceTimer silenceTimer, ScheduledExecutorService looks, ExecutableHttpRequest request) {
    this.silenceTimer = silenceTimer;
    this.checks = looks;
    this.request = request;
  }

  /// @param request is aborted by another thread, and perhaps more than once
  static RequestWatchdog begin(
      SilenceTimer silenceTimer, ScheduledExecutorService looks, ExecutableHttpRequest request) {
    RequestWatchdog requestWatchdog = new RequestWatchdog(silenceTimer, looks, request);
    requestWatchdog.schedule();
    return requestWatchdog;
  }

  /// What a request failed with.
  ///
  /// @return the exception itself when it was not given up
  IOException failureOf(Exception failure) throws IOException {
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

  private synchronized SilenceTimer.Finding found() {
    return finding;
  }

  private synchronized void schedule() {
    if (!isClosed) {
      next = checks.schedule(this, untilNextCheck().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  // There is no time left to measure once it is given up, and no processor time to waste.
  private Duration untilNextCheck() {
    return finding == SilenceTimer.Finding.WAIT
        ? silenceTimer.untilNextCheck(System.nanoTime())
        : ABORT_INTERVAL;
  }

  // Once it is given up it is aborted with every look: it may not have begun when it first was.
  private synchronized boolean isToBeGivenUp() {
    if (isClosed) {
      return false;
    }
    if (finding == SilenceTimer.Finding.WAIT) {
      finding = silenceTimer.check(System.nanoTime(), ProcessCpuTime.millis());
    }
    return finding != SilenceTimer.Finding.WAIT;
  }
}
