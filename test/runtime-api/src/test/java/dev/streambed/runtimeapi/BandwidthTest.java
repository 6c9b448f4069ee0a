package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BandwidthTest {

  private static final int MIB = 1 << 20;

  @Test
  void letsSixMebibytesThroughAtOnce() throws Exception {
    SteppingTime time = new SteppingTime();
    Bandwidth.TokenBucket bucket = new Bandwidth.TokenBucket(Bandwidth.LAMBDA, time);

    bucket.take(6 * MIB);

    assertThat(time.slept()).isEqualTo(Duration.ZERO);
  }

  @Test
  void addsAnEighthOfTwoMebibytesEveryEighthOfASecond() throws Exception {
    SteppingTime time = new SteppingTime();
    Bandwidth.TokenBucket bucket = new Bandwidth.TokenBucket(Bandwidth.LAMBDA, time);
    bucket.take(6 * MIB);

    bucket.take(1);
    assertThat(time.slept()).isEqualTo(Duration.ofMillis(125));
    bucket.take(MIB / 4 - 1);
    assertThat(time.slept()).isEqualTo(Duration.ofMillis(125));
    bucket.take(MIB / 2);
    assertThat(time.slept()).isEqualTo(Duration.ofMillis(375));
  }

  @Test
  void neverHoldsMoreThanTheBurst() throws Exception {
    SteppingTime time = new SteppingTime();
    Bandwidth.TokenBucket bucket = new Bandwidth.TokenBucket(Bandwidth.LAMBDA, time);

    time.sleep(Duration.ofHours(1).toNanos());
    bucket.take(6 * MIB);
    bucket.take(1);

    assertThat(time.slept()).isEqualTo(Duration.ofHours(1).plusMillis(125));
  }

  @Test
  void refusesAPaceThatWouldNeverLetAPieceThrough() {
    assertThatThrownBy(() -> new Bandwidth(1000, 1000, Duration.ofMillis(125)))
        .hasMessage("burst < 32768: 1000");
    assertThatThrownBy(() -> new Bandwidth(MIB, 7, Duration.ofMillis(125)))
        .hasMessageContaining("less than one byte");
  }

  @Test
  void pacesAnAnswerAndRefusesMoreThanTwoHundredMebibytes() throws Exception {
    SteppingTime time = new SteppingTime();
    RuntimeApiSettings runtimeApiSettings =
        RuntimeApiSettings.onDemand().withBandwidth(Bandwidth.LAMBDA, time);
    CountingSink sink = new CountingSink();
    try (RuntimeApi api = RuntimeApi.start(runtimeApiSettings);
        RawRuntime runtime = new RawRuntime(api)) {
      Invoker.Running runningInvocation = new Invoker(api).streamed("id-1", sink);
      runtime.get("invocation/next");
      runtime.stream("id-1");
      byte[] mebibyte = new byte[MIB];
      for (int count = 0; count < 200; count++) {
        runtime.send("100000\r\n").send(mebibyte).send("\r\n");
      }
      runtime.send("1\r\nx\r\n");

      assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.TooLarge(200 * MIB));
      assertThat(runtime.answer().status()).isEqualTo(413);
    }
    assertThat(sink.total).isEqualTo(200 * MIB);
    // (200 - 6) MiB at 2 MiB a second; the last refill may be one that is not used up.
    assertThat(time.slept()).isBetween(Duration.ofSeconds(97), Duration.ofMillis(97_125));
  }

  private static final class CountingSink implements ResponseSink {
    long total;

    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      total += length;
    }
  }

  /// Time that passes only by sleeping.
  private static final class SteppingTime implements MonotonicClock {
    private long now = 1_000_000;

    @Override
    public synchronized long nanos() {
      return now;
    }

    @Override
    public synchronized void sleep(long nanos) {
      now += nanos;
    }

    synchronized Duration slept() {
      return Duration.ofNanos(now - 1_000_000);
    }
  }
}
