package dev.streambed.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRuleTest {

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), PT1M",
    "rate(5 minutes), PT5M",
    "rate(1 hour), PT1H",
    "rate(2 days), PT48H",
  })
  void readsTheRateOfAnExpression(String expression, Duration interval) {
    assertThat(ScheduleRule.interval(expression)).contains(interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate(0 minutes)", "rate(-1 minutes)", "rate(5 weeks)", "rate(5)", ""})
  void readsNoOtherExpression(String expression) {
    assertThat(ScheduleRule.interval(expression)).isEmpty();
  }
}
