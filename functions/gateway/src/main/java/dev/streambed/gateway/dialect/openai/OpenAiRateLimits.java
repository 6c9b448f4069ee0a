package dev.streambed.gateway.dialect.openai;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Rate-limit headers as OpenAI writes them. Their names are ours, but a reset is a duration with
/// units, such as `6m0s`, and a limit of requests is always among them if there is one.
final class OpenAiRateLimits {

  private static final String RESET = "x-ratelimit-reset-";
  private static final String PER_DAY = "-requests-day";
  private static final String PER_MINUTE = "-requests";

  private OpenAiRateLimits() {}

  static Map<String, String> of(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>();
    headers.forEach((name, value) -> {
      String written = name.startsWith(RESET) ? duration(value) : value;
      all.put(name, written);
      if (name.endsWith(PER_DAY) && !headers.containsKey(perMinute(name))) {
        all.put(perMinute(name), written);
      }
    });
    return all;
  }

  private static String perMinute(String name) {
    return name.replace(PER_DAY, PER_MINUTE);
  }

  private static String duration(String seconds) {
    Duration left = Duration.ofSeconds(Long.parseLong(seconds));
    String ofMinute = left.toSecondsPart() + "s";
    if (left.toMinutes() == 0) {
      return ofMinute;
    }
    String ofHour = left.toMinutesPart() + "m" + ofMinute;
    return left.toHours() == 0 ? ofHour : left.toHours() + "h" + ofHour;
  }
}
