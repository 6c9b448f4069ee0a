package dev.streambed.gateway.domain;

/// What an answer counts on.
public enum Limit implements LimitName {
  REQUESTS_PER_MINUTE("requestsPerMinute"),
  REQUESTS_PER_DAY("requestsPerDay"),
  /// Input and output, cache tokens apart.
  TOKENS_PER_MINUTE("tokensPerMinute"),
  /// In nano-dollars; only the customer's item has decimal dollars.
  USD_PER_MONTH("usdPerMonth"),
  CONCURRENT_ANSWERS("concurrentAnswers");

  private final String wireName;

  Limit(String word) {
    this.wireName = word;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
