package dev.streambed.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

/// How a request is aborted that does not end immediately.
@Timeout(30)
class RequestWatchdogTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger aborts = new AtomicInteger();

  @AfterEach
  void end() {
    looks.shutdownNow();
  }

  @Test
  void leavesTheProcessorAloneWhileARequestThatWasGivenUpEnds() throws Exception {
    try (RequestWatchdog _ = watch(aborts::incrementAndGet)) {
      Thread.sleep(A_SECOND);
    }
    assertThat(aborts.get()).isBetween(2, 25);
  }

  @Test
  void abortsAgainWhenThatFailed() throws Exception {
    Runnable failing =
        () -> {
          aborts.incrementAndGet();
          throw new IllegalStateException("not begun yet");
        };
    try (RequestWatchdog _ = watch(failing)) {
      Thread.sleep(A_SECOND);
    }
    assertThat(aborts.get()).isBetween(2, 25);
  }

  @Test
  void abortsNothingOnceItIsClosed() throws Exception {
    watch(aborts::incrementAndGet).close();
    Thread.sleep(A_SECOND);
    assertThat(aborts.get()).isZero();
  }

  private RequestWatchdog watch(Runnable onAbort) {
    Duration longest = Duration.ofMillis(50);
    SilenceTimer silenceTimer = new SilenceTimer(System.nanoTime(), Duration.ofSeconds(2), longest);
    return RequestWatchdog.begin(silenceTimer, looks, new Request(onAbort));
  }

  private record Request(Runnable onAbort) implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void abort() {
      onAbort.run();
    }
  }
}
