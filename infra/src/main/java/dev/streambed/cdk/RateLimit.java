package dev.streambed.cdk;

/**
 * How often in a minute a customer may ask for what is not an answer of a model. Every customer has
 * these limits; 0 grants nothing.
 */
public enum RateLimit {
  /** Tokens for web pages that are issued. */
  API_KEYS_PER_MINUTE("apiKeysPerMinute"),
  /** Requests for the customer's own usage. */
  USAGE_REQUESTS_PER_MINUTE("usageRequestsPerMinute"),
  /** Parts of prompts on WebSockets. */
  PROMPT_PARTS_PER_MINUTE("promptPartsPerMinute"),
  /** Wishes to stop a running answer. */
  STOPS_PER_MINUTE("stopsPerMinute"),
  /** WebSocket connections that are opened. */
  CONNECTIONS_PER_MINUTE("connectionsPerMinute");

  private final String key;

  RateLimit(String key) {
    this.key = key;
  }

  /** Its name in {@code cdk.json} and in the table of customers. */
  public String key() {
    return key;
  }

  /** The function's variable. */
  String variable() {
    return "STREAMBED_" + name();
  }
}
