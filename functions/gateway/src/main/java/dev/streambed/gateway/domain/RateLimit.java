package dev.streambed.gateway.domain;

/// Limits per minute on requests that call no model but still cost something. They apply to every
/// customer: one without its own value gets the deployment's.
public enum RateLimit implements LimitName {
  API_KEYS_PER_MINUTE("apiKeysPerMinute", 300, "API keys issued"),
  USAGE_REQUESTS_PER_MINUTE("usageRequestsPerMinute", 10, "requests for the usage"),
  PROMPT_PARTS_PER_MINUTE("promptPartsPerMinute", 640, "parts of prompts"),
  STOPS_PER_MINUTE("stopsPerMinute", 600, "stops"),
  CONNECTIONS_PER_MINUTE("connectionsPerMinute", 600, "new connections"),
  TOKEN_COUNTS_PER_MINUTE("tokenCountsPerMinute", 600, "counts of tokens");

  private final String wireName;
  private final long defaultPerMinute;
  private final String description;

  RateLimit(String word, long byDefault, String counted) {
    this.wireName = word;
    this.defaultPerMinute = byDefault;
    this.description = counted;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /// The value when none is configured.
  public long defaultPerMinute() {
    return defaultPerMinute;
  }

  /// What the limit counts, in the plural.
  public String description() {
    return description;
  }
}
