package dev.streambed.cli.domain;

import java.util.Optional;
import java.util.stream.Stream;

/// What a customer can be limited by.
public enum Limit {
  REQUESTS_PER_MINUTE("requestsPerMinute", "requests-per-minute"),
  REQUESTS_PER_DAY("requestsPerDay", "requests-per-day"),
  TOKENS_PER_MINUTE("tokensPerMinute", "tokens-per-minute"),
  USD_PER_MONTH("usdPerMonth", "usd-per-month"),
  CONCURRENT_ANSWERS("concurrentAnswers", "concurrent-answers"),
  API_KEYS_PER_MINUTE("apiKeysPerMinute", "api-keys-per-minute"),
  USAGE_REQUESTS_PER_MINUTE("usageRequestsPerMinute", "usage-requests-per-minute"),
  PROMPT_PARTS_PER_MINUTE("promptPartsPerMinute", "prompt-parts-per-minute"),
  STOPS_PER_MINUTE("stopsPerMinute", "stops-per-minute"),
  CONNECTIONS_PER_MINUTE("connectionsPerMinute", "connections-per-minute"),
  /// No limit: how many counters a busy customer's limits are spread over.
  SHARDS("shards", "shards");

  private final String attribute;
  private final String option;

  Limit(String attribute, String option) {
    this.attribute = attribute;
    this.option = option;
  }

  /// Its name in the table.
  public String attribute() {
    return attribute;
  }

  /// Its option's name, without the dashes.
  public String option() {
    return option;
  }

  public static Optional<Limit> ofAttribute(String name) {
    return Stream.of(values()).filter(limit -> limit.attribute.equals(name)).findFirst();
  }
}
