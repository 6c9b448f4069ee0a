package dev.streambed.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcessClockTest {

  @Test
  void readsTheProcessorTimeOfAProcess() throws IOException {
    long pid = ProcessHandle.current().pid();

    Duration before = ProcessClock.of(pid);
    Duration after = ProcessClock.of(pid);

    assertThat(before).isPositive();
    assertThat(after).isGreaterThanOrEqualTo(before);
  }

  @Test
  void refusesAProcessThatHasEnded() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThatThrownBy(() -> ProcessClock.of(process.pid())).isInstanceOf(IOException.class);
  }
}
