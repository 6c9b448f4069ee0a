package dev.streambed.cdk;

/**
 * Limits per minute of operations other than answers of a model. Every customer has these limits; 0
 * allows none.
 */
public enum RateLimit {
  /** Browser keys that are issued. */
  API_KEYS_PER_MINUTE("apiKeysPerMinute"),
  /** Requests for the customer's own usage. */
  USAGE_REQUESTS_PER_MINUTE("usageRequestsPerMinute"),
  /** Parts of prompts over WebSocket. */
  PROMPT_PARTS_PER_MINUTE("promptPartsPerMinute"),
  /** Requests to stop a running answer. */
  STOPS_PER_MINUTE("stopsPerMinute"),
  /** WebSocket connections that are opened. */
  CONNECTIONS_PER_MINUTE("connectionsPerMinute"),
  /** Prompts whose tokens are counted without asking a model. */
  TOKEN_COUNTS_PER_MINUTE("tokenCountsPerMinute");

  private final String key;

  RateLimit(String key) {
    this.key = key;
  }

  /** Its name in {@code cdk.json} and in the table {@code customers}. */
  public String key() {
    return key;
  }

  /** The function's environment variable. */
  String variable() {
    return "STREAMBED_" + name();
  }
}
