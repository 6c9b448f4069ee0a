package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The CORS policy, the same for every front door.
 *
 * @param origins {@code *} alone, or exact origins; if empty, pages of other origins may not call
 */
record CorsPolicy(List<String> origins) {
  static final String ANY_ORIGIN = "*";

  /** What clients send, SDKs in a browser included. Lambda allows up to 100 names. */
  static final List<String> REQUEST_HEADERS =
      List.of(
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "anthropic-beta",
          "anthropic-dangerous-direct-browser-access",
          "anthropic-version",
          "authorization",
          "content-encoding",
          "content-type",
          "idempotency-key",
          "openai-beta",
          "openai-organization",
          "openai-project",
          "user-agent",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-user-agent",
          "x-amzn-bedrock-accept",
          "x-amzn-bedrock-content-type",
          "x-amzn-bedrock-guardrailidentifier",
          "x-amzn-bedrock-guardrailversion",
          "x-amzn-bedrock-performanceconfig-latency",
          "x-amzn-bedrock-request-metadata",
          "x-amzn-bedrock-service-tier",
          "x-amzn-bedrock-trace",
          "x-api-key",
          "x-request-id",
          "x-stainless-arch",
          "x-stainless-helper",
          "x-stainless-helper-method",
          "x-stainless-lang",
          "x-stainless-os",
          "x-stainless-package-version",
          "x-stainless-retry-count",
          "x-stainless-runtime",
          "x-stainless-runtime-version",
          "x-stainless-timeout",
          "x-streambed-tags");

  /** The response headers that a page may read. Lambda allows up to 100 names. */
  static final List<String> RESPONSE_HEADERS =
      List.of(
          "anthropic-ratelimit-requests-limit",
          "anthropic-ratelimit-requests-remaining",
          "anthropic-ratelimit-requests-reset",
          "anthropic-ratelimit-tokens-limit",
          "anthropic-ratelimit-tokens-remaining",
          "anthropic-ratelimit-tokens-reset",
          "request-id",
          "retry-after",
          "x-amzn-bedrock-content-type",
          "x-amzn-bedrock-performanceconfig-latency",
          "x-amzn-bedrock-service-tier",
          "x-amzn-errortype",
          "x-amzn-requestid",
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
          "x-request-id",
          "x-should-retry",
          "x-streambed-model",
          "x-streambed-region");

  /** Chrome caches a preflight response for at most this long. */
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
   * The origin for responses that cannot depend on the request: the only origin, or any. Such
   * responses contain no customer data.
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

  /** In the form that browsers send: lower case, without the scheme's default port. */
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
