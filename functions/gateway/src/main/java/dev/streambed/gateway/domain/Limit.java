package dev.streambed.gateway.domain;

import java.math.BigDecimal;

/// A limit on a customer's model requests. Counters, headers, and the code that reads and writes
/// limits use the properties of these constants.
public enum Limit implements LimitName {
  REQUESTS_PER_MINUTE("requestsPerMinute", "requests", Unit.REQUESTS),
  REQUESTS_PER_DAY("requestsPerDay", "requests-day", Unit.REQUESTS),
  /// Input and output tokens, cache tokens excluded.
  TOKENS_PER_MINUTE("tokensPerMinute", "tokens", Unit.TOKENS),
  /// In nano-dollars; only the customer's item uses decimal dollars.
  USD_PER_MONTH("usdPerMonth", "usd-month", Unit.NANO_DOLLARS),
  CONCURRENT_ANSWERS("concurrentAnswers", "concurrent", Unit.RUNNING_ANSWERS);

  private final String wireName;
  private final String headerSuffix;
  private final Unit unit;

  Limit(String wireName, String headerSuffix, Unit unit) {
    this.wireName = wireName;
    this.headerSuffix = headerSuffix;
    this.unit = unit;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  /// The header with the whole limit.
  public String limitHeader() {
    return "x-ratelimit-limit-" + headerSuffix;
  }

  /// The header with what is left of it.
  public String remainingHeader() {
    return "x-ratelimit-remaining-" + headerSuffix;
  }

  /// The header with the seconds until there is more.
  public String resetHeader() {
    return "x-ratelimit-reset-" + headerSuffix;
  }

  public Unit unit() {
    return unit;
  }

  /// Formats a value as people, the table and headers show it: nano-dollars as decimal dollars.
  public String format(long value) {
    return unit.decimals == 0
        ? Long.toString(value)
        : BigDecimal.valueOf(value, unit.decimals).stripTrailingZeros().toPlainString();
  }

  /// The unit of a limit.
  public enum Unit {
    REQUESTS(0),
    TOKENS(0),
    NANO_DOLLARS(9),
    RUNNING_ANSWERS(0);

    private final int decimals;

    Unit(int decimals) {
      this.decimals = decimals;
    }

    /// How many decimal places a value has outside the function; inside, 1 is the smallest unit.
    public int decimals() {
      return decimals;
    }

    /// Whether each request counts as one.
    public boolean countsRequests() {
      return this == REQUESTS || this == RUNNING_ANSWERS;
    }
  }
}
