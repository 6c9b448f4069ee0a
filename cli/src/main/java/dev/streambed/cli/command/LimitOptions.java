package dev.streambed.cli.command;

import dev.streambed.cli.domain.Limit;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What a customer is limited by.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LimitOptions {

  static final int MOST_SHARDS = 64;

  @Option(
      names = "--requests-per-minute",
      order = 10,
      paramLabel = "N",
      description = "Limits requests in a minute; 0 admits none.")
  private Optional<Long> requestsPerMinute;

  @Option(
      names = "--requests-per-day",
      order = 11,
      paramLabel = "N",
      description = "Limits requests in a day of UTC.")
  private Optional<Long> requestsPerDay;

  @Option(
      names = "--tokens-per-minute",
      order = 12,
      paramLabel = "N",
      description = "Limits tokens in a minute, input and output.")
  private Optional<Long> tokensPerMinute;

  @Option(
      names = "--usd-per-month",
      order = 13,
      paramLabel = "USD",
      description = "Limits what is spent in a month of UTC, in dollars.")
  private Optional<BigDecimal> usdPerMonth;

  @Option(
      names = "--concurrent-answers",
      order = 14,
      paramLabel = "N",
      description = "Limits answers at the same time.")
  private Optional<Long> concurrentAnswers;

  @Option(
      names = "--api-keys-per-minute",
      order = 15,
      paramLabel = "N",
      description = "Limits API keys for web pages that are issued in a minute.")
  private Optional<Long> apiKeysPerMinute;

  @Option(
      names = "--usage-requests-per-minute",
      order = 15,
      paramLabel = "N",
      description = "Limits requests for the usage in a minute.")
  private Optional<Long> usageRequestsPerMinute;

  @Option(
      names = "--prompt-parts-per-minute",
      order = 15,
      paramLabel = "N",
      description = "Limits parts of prompts on WebSockets in a minute.")
  private Optional<Long> promptPartsPerMinute;

  @Option(
      names = "--stops-per-minute",
      order = 15,
      paramLabel = "N",
      description = "Limits wishes to stop an answer in a minute.")
  private Optional<Long> stopsPerMinute;

  @Option(
      names = "--connections-per-minute",
      order = 15,
      paramLabel = "N",
      description = "Limits new WebSocket connections in a minute.")
  private Optional<Long> connectionsPerMinute;

  @Option(
      names = "--shards",
      order = 16,
      paramLabel = "N",
      description =
          "Counters to spread the limits over, 1 to "
              + MOST_SHARDS
              + "; more than 1 for very busy customers.")
  private Optional<Long> shards;

  Map<Limit, BigDecimal> given() {
    Map<Limit, BigDecimal> given = new EnumMap<>(Limit.class);
    put(given, Limit.REQUESTS_PER_MINUTE, requestsPerMinute);
    put(given, Limit.REQUESTS_PER_DAY, requestsPerDay);
    put(given, Limit.TOKENS_PER_MINUTE, tokensPerMinute);
    usdPerMonth.ifPresent(dollars -> given.put(Limit.USD_PER_MONTH, dollars));
    put(given, Limit.CONCURRENT_ANSWERS, concurrentAnswers);
    put(given, Limit.API_KEYS_PER_MINUTE, apiKeysPerMinute);
    put(given, Limit.USAGE_REQUESTS_PER_MINUTE, usageRequestsPerMinute);
    put(given, Limit.PROMPT_PARTS_PER_MINUTE, promptPartsPerMinute);
    put(given, Limit.STOPS_PER_MINUTE, stopsPerMinute);
    put(given, Limit.CONNECTIONS_PER_MINUTE, connectionsPerMinute);
    put(given, Limit.SHARDS, shards);
    return given;
  }

  void check(StackOptions place) {
    shards
        .filter(number -> number < 1 || number > MOST_SHARDS)
        .ifPresent(number -> {
          throw place.usageError("--shards is 1 to " + MOST_SHARDS + ", not " + number);
        });
  }

  private static void put(Map<Limit, BigDecimal> given, Limit limit, Optional<Long> value) {
    value.map(BigDecimal::valueOf).ifPresent(number -> given.put(limit, number));
  }
}
