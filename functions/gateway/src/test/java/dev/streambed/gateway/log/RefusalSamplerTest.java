package dev.streambed.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalSamplerTest {

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02.123Z");
  private final RefusalSampler lines = new RefusalSampler(clock);

  @Test
  void writesEachOfTheFirstAndThenEveryHundredth() {
    List<Integer> written = new ArrayList<>();
    long unwritten = 0;
    for (int refusal = 1; refusal <= 1_000; refusal++) {
      var line = lines.count("acme");
      if (line.isPresent()) {
        written.add(refusal);
        unwritten += line.getAsLong();
      }
    }
    assertThat(written).hasSize(30).startsWith(1, 2, 3).endsWith(800, 900, 1_000);
    assertThat(unwritten).as("no refusal is lost").isEqualTo(1_000 - 30);
  }

  @Test
  void tellsInTheNextMinuteWhatHadNoLine() {
    for (int refusal = 0; refusal < 60; refusal++) {
      lines.count("acme");
    }
    clock.advance(Duration.ofMinutes(1));
    assertThat(lines.count("acme")).hasValue(40);
    assertThat(lines.count("acme")).hasValue(0);
  }

  @Test
  void passesOverNobodyForAnothersSake() {
    for (int refusal = 0; refusal < 1_000; refusal++) {
      lines.count("acme");
    }
    assertThat(lines.count("other")).hasValue(0);
  }

  @Test
  void remembersNoMoreThanItNeeds() {
    for (int customer = 0; customer < 100_000; customer++) {
      assertThat(lines.count("customer " + customer)).hasValue(0);
    }
  }
}
