package dev.streambed.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiRateLimitsTest {

  @ParameterizedTest
  @CsvSource({"1, 1s", "59, 59s", "60, 1m0s", "3599, 59m59s", "3600, 1h0m0s", "2592000, 720h0m0s"})
  void writeResetsWithUnits(String seconds, String written) {
    Map<String, String> ours =
        Map.of("x-ratelimit-reset-tokens", seconds, "x-ratelimit-remaining-tokens", seconds);
    assertThat(OpenAiRateLimits.of(ours))
        .isEqualTo(
            Map.of("x-ratelimit-reset-tokens", written, "x-ratelimit-remaining-tokens", seconds));
  }

  @Test
  void tellTheRequestsOfADayWhereAMinuteHasNoLimit() {
    Map<String, String> perDay =
        Map.of("x-ratelimit-limit-requests-day", "9", "x-ratelimit-reset-requests-day", "60");
    assertThat(OpenAiRateLimits.of(perDay))
        .containsEntry("x-ratelimit-limit-requests", "9")
        .containsEntry("x-ratelimit-reset-requests", "1m0s")
        .containsEntry("x-ratelimit-reset-requests-day", "1m0s")
        .hasSize(4);
    Map<String, String> both =
        Map.of("x-ratelimit-limit-requests-day", "9", "x-ratelimit-limit-requests", "2");
    assertThat(OpenAiRateLimits.of(both)).isEqualTo(both);
  }
}
