package dev.streambed.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.StopCause;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {

  private final AtomicInteger runs = new AtomicInteger();
  private final StopSignal stop = new StopSignal();

  @Test
  void runsWhatItIsToRunOnceAndKeepsTheFirstCause() {
    stop.onStop(runs::incrementAndGet);
    assertThat(runs).hasValue(0);
    assertThat(stop.cause()).isEmpty();
    stop.stop(StopCause.DISCONNECTED);
    stop.stop(StopCause.STOPPED);
    assertThat(runs).hasValue(1);
    assertThat(stop.cause()).contains(StopCause.DISCONNECTED);
  }

  @Test
  void runsItAtOnceWhenItWasPulledBefore() {
    stop.stop(StopCause.STOPPED);
    stop.onStop(runs::incrementAndGet);
    assertThat(runs).hasValue(1);
  }
}
