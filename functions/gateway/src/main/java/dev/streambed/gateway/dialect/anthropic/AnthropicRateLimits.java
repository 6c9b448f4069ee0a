package dev.streambed.gateway.dialect.anthropic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// Rate-limit headers by Anthropic's names, beside ours. Anthropic tells the time of a reset, in
/// RFC 3339.
final class AnthropicRateLimits {

  private static final Duration ALMOST_A_SECOND = Duration.ofNanos(999_999_999);

  private AnthropicRateLimits() {}

  static Map<String, String> add(Map<String, String> headers, Instant now) {
    Map<String, String> all = new HashMap<>(headers);
    boolean isPerMinute = headers.containsKey("x-ratelimit-limit-requests");
    copy(headers, isPerMinute ? "requests" : "requests-day", "requests", now, all);
    copy(headers, "tokens", "tokens", now, all);
    return all;
  }

  private static void copy(
      Map<String, String> headers, String ours, String name, Instant now, Map<String, String> to) {
    String limit = headers.get("x-ratelimit-limit-" + ours);
    String remaining = headers.get("x-ratelimit-remaining-" + ours);
    String reset = headers.get("x-ratelimit-reset-" + ours);
    if (limit != null && remaining != null && reset != null) {
      String prefix = "anthropic-ratelimit-" + name;
      to.put(prefix + "-limit", limit);
      to.put(prefix + "-remaining", remaining);
      to.put(prefix + "-reset", instant(now.plusSeconds(Long.parseLong(reset))));
    }
  }

  // Never before the window ends.
  private static String instant(Instant reset) {
    return reset.plus(ALMOST_A_SECOND).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
