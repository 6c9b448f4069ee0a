package dev.streambed.gateway.aws;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Collects a response for a thread that waits for it. The fields are written before the latch
/// opens, and read after it.
final class WholeResponse implements ResponseHandler {

  /// The longest that any request may take, whatever the reason. Beyond this, even in a process
  /// with too little CPU time, no caller would still be waiting.
  static final Duration LONGEST = Duration.ofSeconds(20);

  private final CountDownLatch over = new CountDownLatch(1);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable ResponseHead head;
  private @Nullable NoResponseException failure;

  @Override
  public void onHead(ResponseHead responseHead) {
    head = responseHead;
  }

  @Override
  public int onBody(byte[] bytes) {
    body.writeBytes(bytes);
    return bytes.length;
  }

  @Override
  public void onEnd(@Nullable NoResponseException thrown) {
    failure = thrown;
    over.countDown();
  }

  /// Waits for the response, and aborts the call when the service is silent, but not when this
  /// process lacked the CPU time to read a response.
  ///
  /// @param silence how long the service may be silent
  /// @param longest how long to wait, whatever the reason
  /// @throws NoResponseException when there is no whole response
  AwsResponse await(HttpCall call, Duration silence, Duration longest) {
    SilenceTimer silenceTimer = new SilenceTimer(System.nanoTime(), silence, longest);
    try {
      while (!isOverIn(silenceTimer.untilNextCheck(System.nanoTime()))) {
        NoResponseException timeout = timeout(silenceTimer);
        if (timeout != null) {
          call.abort();
          throw timeout;
        }
      }
      return get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.abort();
      throw NoResponseException.aborted(AwsException.nameOf(e));
    }
  }

  private boolean isOverIn(Duration time) throws InterruptedException {
    return over.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static @Nullable NoResponseException timeout(SilenceTimer silenceTimer) {
    return switch (silenceTimer.check(System.nanoTime(), ProcessCpuTime.millis())) {
      case NO_ANSWER -> NoResponseException.noAnswer();
      case NO_TIME -> NoResponseException.noTime();
      case WAIT -> null;
    };
  }

  private AwsResponse get() {
    if (failure != null) {
      throw failure;
    }
    if (head == null) {
      throw NoResponseException.connectionBroken("NoHead");
    }
    return new AwsResponse(head, body.toByteArray());
  }
}
