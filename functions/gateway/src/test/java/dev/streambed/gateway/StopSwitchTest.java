package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.vocabulary.StopCause;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSwitchTest {

  private final AtomicInteger runs = new AtomicInteger();
  private final StopSwitch stop = new StopSwitch();

  @Test
  void runsWhatItIsToRunOnceAndKeepsTheFirstCause() {
    stop.onPull(runs::incrementAndGet);
    assertThat(runs).hasValue(0);
    assertThat(stop.cause()).isEmpty();
    stop.pull(StopCause.DISCONNECTED);
    stop.pull(StopCause.STOPPED);
    assertThat(runs).hasValue(1);
    assertThat(stop.cause()).contains(StopCause.DISCONNECTED);
  }

  @Test
  void runsItAtOnceWhenItWasPulledBefore() {
    stop.pull(StopCause.STOPPED);
    stop.onPull(runs::incrementAndGet);
    assertThat(runs).hasValue(1);
  }
}
