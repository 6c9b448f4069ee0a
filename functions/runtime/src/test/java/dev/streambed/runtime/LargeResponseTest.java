package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.streambed.runtimeapi.Bandwidth;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.MonotonicClock;
import dev.streambed.runtimeapi.ResponseSink;
import dev.streambed.runtimeapi.RuntimeApiSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LargeResponseTest {

  private static final int MIB = 1 << 20;

  private final CountingSink sink = new CountingSink();

  @Test
  void streamsFiftyMebibytesAtThePlatformsPaceInBoundedMemory() throws Exception {
    AtomicLong allocated = new AtomicLong();
    SteppingTime time = new SteppingTime();
    RuntimeApiSettings runtimeApiSettings =
        RuntimeApiSettings.onDemand().withBandwidth(Bandwidth.LAMBDA, time);
    StreamingHandler handler = (_, response, _) -> writeFifty(response.stream("a/b"), allocated);
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(runtimeApiSettings, Map.of(), () -> handler)) {
      assertThat(runtimeHarness.streamed(sink)).isEqualTo(new InvocationOutcome.Complete());
    }
    assertThat(sink.total.get()).isEqualTo(50L * MIB);
    // 44 MiB after the burst, at 2 MiB a second.
    assertThat(time.slept()).isBetween(Duration.ofSeconds(22), Duration.ofMillis(22_125));
    assertThat(allocated.get()).isLessThan(MIB);
  }

  @Test
  void blocksTheHandlerWhileTheCallerIsSlow() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    Bandwidth wide = new Bandwidth(64L * MIB, 64L * MIB, Duration.ofSeconds(1));
    RuntimeApiSettings runtimeApiSettings =
        RuntimeApiSettings.onDemand().withBandwidth(wide, MonotonicClock.SYSTEM);
    StreamingHandler handler =
        (_, response, _) -> {
          OutputStream body = response.stream("a/b");
          for (int count = 0; count < 32; count++) {
            body.write(new byte[MIB]);
            written.addAndGet(MIB);
          }
        };
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.start(runtimeApiSettings, Map.of(), () -> handler)) {
      RuntimeHarness.Running running = runtimeHarness.begin(new BlockedSink(reached, slow));
      reached.await();
      // The sockets' buffers hold a part, but not everything.
      assertThat(written.get()).isLessThan(32L * MIB);

      slow.countDown();

      assertThat(running.outcome()).isEqualTo(new InvocationOutcome.Complete());
      assertThat(written.get()).isEqualTo(32L * MIB);
    }
  }

  private static void writeFifty(OutputStream body, AtomicLong allocated) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] large = new byte[MIB];
    byte[] small = new byte[1000];
    body.write(large);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int count = 1; count < 40; count++) {
      body.write(large);
    }
    for (int count = 0; count < 10 * MIB / 1000; count++) {
      body.write(small);
    }
    allocated.set(threads.getCurrentThreadAllocatedBytes() - before);
    body.write(large, 0, 10 * MIB - 10 * MIB / 1000 * 1000);
  }

  private static final class CountingSink implements ResponseSink {
    final AtomicLong total = new AtomicLong();

    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      total.addAndGet(length);
    }
  }

  private record BlockedSink(CountDownLatch reached, CountDownLatch slow) implements ResponseSink {
    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) throws IOException {
      reached.countDown();
      try {
        slow.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  /// Time that passes only by sleeping.
  private static final class SteppingTime implements MonotonicClock {
    private long now;

    @Override
    public synchronized long nanos() {
      return now;
    }

    @Override
    public synchronized void sleep(long nanos) {
      now += nanos;
    }

    synchronized Duration slept() {
      return Duration.ofNanos(now);
    }
  }
}
