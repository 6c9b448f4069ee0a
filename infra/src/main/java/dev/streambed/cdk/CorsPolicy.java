package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What browsers may do, the same at every front door.
 *
 * @param origins {@code *} alone, or exact origins; empty: no browser of another origin may call
 */
record CorsPolicy(List<String> origins) {
  static final String ANY_ORIGIN = "*";
  static final List<String> REQUEST_HEADERS =
      List.of("authorization", "content-encoding", "content-type", "x-api-key", "x-request-id");

  /** What a page may read of an answer. Lambda's limit is 100 names. */
  static final List<String> RESPONSE_HEADERS =
      List.of(
          "retry-after",
          "x-ratelimit-limit-concurrent",
          "x-ratelimit-limit-requests",
          "x-ratelimit-limit-requests-day",
          "x-ratelimit-limit-tokens",
          "x-ratelimit-limit-usd-month",
          "x-ratelimit-remaining-concurrent",
          "x-ratelimit-remaining-requests",
          "x-ratelimit-remaining-requests-day",
          "x-ratelimit-remaining-tokens",
          "x-ratelimit-remaining-usd-month",
          "x-ratelimit-reset-concurrent",
          "x-ratelimit-reset-requests",
          "x-ratelimit-reset-requests-day",
          "x-ratelimit-reset-tokens",
          "x-ratelimit-reset-usd-month",
          "x-request-id");

  /** Chrome keeps a preflight's answer no longer. */
  static final Duration MAX_AGE = Duration.ofHours(2);

  /** Lambda's limit. */
  private static final int LONGEST_ORIGIN = 253;

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://(\\[[0-9a-f:.]+]|[a-z0-9-]+(?:\\.[a-z0-9-]+)*)(?::(\\d{1,5}))?");

  private static final Map<String, String> PORT_LEFT_OUT = Map.of("http", "80", "https", "443");
  private static final int LARGEST_PORT = 65_535;

  CorsPolicy {
    origins = List.copyOf(origins);
    origins.forEach(CorsPolicy::requireOrigin);
    PropsCheck.that(
        origins.size() < 2 || !origins.contains(ANY_ORIGIN),
        "allowedOrigins: * stands alone: " + origins);
  }

  boolean isOff() {
    return origins.isEmpty();
  }

  /**
   * For answers that cannot depend on the request: the one origin, or any. Nothing in such an
   * answer belongs to a customer.
   */
  String staticOrigin() {
    return origins.size() == 1 ? origins.get(0) : ANY_ORIGIN;
  }

  private static void requireOrigin(String origin) {
    PropsCheck.that(
        origin.equals(ANY_ORIGIN) || isOrigin(origin),
        "allowedOrigins: \""
            + origin
            + "\" is not an origin: write scheme, host and port only, as browsers do, such as"
            + " https://app.example.com or http://localhost:3000, or * alone");
  }

  /** As browsers write it: in lower case, and without a port that the scheme implies. */
  private static boolean isOrigin(String origin) {
    var parts = ORIGIN.matcher(origin);
    if (!parts.matches() || origin.length() > LONGEST_ORIGIN) {
      return false;
    }
    var port = parts.group(3);
    return port == null
        || (Integer.parseInt(port) <= LARGEST_PORT
            && !port.startsWith("0")
            && !port.equals(PORT_LEFT_OUT.get(parts.group(1))));
  }
}
