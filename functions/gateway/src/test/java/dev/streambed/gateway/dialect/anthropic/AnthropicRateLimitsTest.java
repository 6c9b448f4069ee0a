package dev.streambed.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnthropicRateLimitsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:15:22.123Z");
  private static final Map<String, String> PER_DAY =
      Map.of(
          "x-ratelimit-limit-requests-day", "1000",
          "x-ratelimit-remaining-requests-day", "998",
          "x-ratelimit-reset-requests-day", "53077");

  @Test
  void addTheTimesOfResets() {
    Map<String, String> ours =
        Map.of(
            "x-ratelimit-limit-requests", "60",
            "x-ratelimit-remaining-requests", "59",
            "x-ratelimit-reset-requests", "37",
            "x-ratelimit-limit-tokens", "90000",
            "x-ratelimit-remaining-tokens", "0",
            "x-ratelimit-reset-tokens", "37");
    assertThat(AnthropicRateLimits.add(ours, NOW))
        .containsAllEntriesOf(ours)
        .containsEntry("anthropic-ratelimit-requests-limit", "60")
        .containsEntry("anthropic-ratelimit-requests-remaining", "59")
        .containsEntry("anthropic-ratelimit-requests-reset", "2026-11-21T09:16:00Z")
        .containsEntry("anthropic-ratelimit-tokens-limit", "90000")
        .containsEntry("anthropic-ratelimit-tokens-remaining", "0")
        .containsEntry("anthropic-ratelimit-tokens-reset", "2026-11-21T09:16:00Z")
        .hasSize(12);
  }

  @Test
  void tellTheRequestsOfADayWhereAMinuteHasNoLimit() {
    assertThat(AnthropicRateLimits.add(PER_DAY, NOW))
        .containsEntry("anthropic-ratelimit-requests-limit", "1000")
        .containsEntry("anthropic-ratelimit-requests-reset", "2026-11-22T00:00:00Z")
        .hasSize(6);
  }

  @Test
  void addNothingToNothing() {
    assertThat(AnthropicRateLimits.add(Map.of(), NOW)).isEmpty();
  }
}
