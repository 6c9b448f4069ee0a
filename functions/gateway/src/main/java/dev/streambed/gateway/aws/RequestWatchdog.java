package dev.streambed.gateway.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;

/// Watches one request until it is closed, and aborts it when its time is up. Thread-safe.
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

  /// @param request aborted from another thread, possibly more than once
  static RequestWatchdog begin(
      SilenceTimer silenceTimer, ScheduledExecutorService looks, ExecutableHttpRequest request) {
    RequestWatchdog requestWatchdog = new RequestWatchdog(silenceTimer, looks, request);
    requestWatchdog.schedule();
    return requestWatchdog;
  }

  /// Translates the failure of the request.
  ///
  /// @return the exception itself when the request was not aborted
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

  /// Checks the request, and schedules the next check.
  @Override
  public void run() {
    try {
      if (shouldAbort()) {
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

  // After an abort, time is no longer measured; the abort is only repeated.
  private Duration untilNextCheck() {
    return finding == SilenceTimer.Finding.WAIT
        ? silenceTimer.untilNextCheck(System.nanoTime())
        : ABORT_INTERVAL;
  }

  // An abort is repeated at every check, because the request may not have started at the first one.
  private synchronized boolean shouldAbort() {
    if (isClosed) {
      return false;
    }
    if (finding == SilenceTimer.Finding.WAIT) {
      finding = silenceTimer.check(System.nanoTime(), ProcessCpuTime.millis());
    }
    return finding != SilenceTimer.Finding.WAIT;
  }
}
