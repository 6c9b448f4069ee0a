package dev.streambed.gateway.usage;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Writes CloudWatch metrics: one line for each answer and each refusal. Thread-safe.
public final class Metrics {

  private static final int NANO = 9;

  private final String namespace;
  private final LogSink log;
  private final InstantSource clock;

  /// @param namespace the CloudWatch namespace
  public Metrics(String namespace, LogSink log, InstantSource clock) {
    this.namespace = namespace;
    this.log = log;
    this.clock = clock;
  }

  /// Metrics in the configured namespace; off when there is none.
  public static Metrics of(GatewayDependencies gatewayDependencies) {
    return gatewayDependencies
        .settings()
        .metricsNamespace()
        .map(namespace ->
            new Metrics(namespace, gatewayDependencies.log(), gatewayDependencies.clock()))
        .orElseGet(Metrics::off);
  }

  /// Metrics that are not written.
  public static Metrics off() {
    return new Metrics("", _ -> {}, InstantSource.system());
  }

  /// Counts a refused request.
  ///
  /// @param limit name of the limit that was reached; empty when it was refused for another reason
  public void countRefusal(ErrorCode code, String limit) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put("ErrorCode", code.wireName());
    if (!limit.isEmpty()) {
      dimensions.put("Limit", limit);
    }
    log.write(line().count(Metric.REFUSALS, 1).groupBy(dimensions).write());
  }

  /// Writes a single metric.
  public void count(Metric metric, long value) {
    log.write(line().count(metric, value).group().write());
  }

  /// Writes the metrics of an admitted request that has ended.
  void countAnswer(UsageEntry entry, AttemptTotals amounts) {
    EmbeddedMetricLine line = line();
    line.count(Metric.REQUESTS, 1);
    if (entry.outcome() instanceof Outcome.Killed) {
      line.count(Metric.KILLED, 1);
    } else {
      line.add(Metric.DURATION, millis(entry.duration()));
    }
    addTokens(line, amounts.usage());
    addCost(line, amounts);
    addStreamTiming(line, entry.streamTiming(), entry.duration());
    line.group();
    switch (entry.outcome()) {
      case Outcome.Failed(_, Problem problem) -> addError(line, problem);
      case Outcome.NotStarted(Problem problem) -> addError(line, problem);
      case Outcome.Complete _, Outcome.Stopped _, Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
    log.write(line.write());
  }

  private static void addError(EmbeddedMetricLine line, Problem problem) {
    line.count(Metric.ERRORS, 1).groupBy(Map.of("ErrorCode", problem.code().wireName()));
  }

  private EmbeddedMetricLine line() {
    return new EmbeddedMetricLine(namespace, clock.instant());
  }

  private static void addTokens(EmbeddedMetricLine line, Usage usage) {
    switch (usage) {
      case Usage.Counted counts -> addCounts(line, counts);
      case Usage.Estimated(Usage.Counted counts, _) -> {
        addCounts(line, counts);
        line.count(Metric.ESTIMATED, 1);
      }
      case Usage.Unknown() -> {}
    }
  }

  private static void addCounts(EmbeddedMetricLine line, Usage.Counted counts) {
    line.count(Metric.INPUT_TOKENS, counts.input());
    line.count(Metric.OUTPUT_TOKENS, counts.output());
    line.count(Metric.CACHE_READ_TOKENS, counts.cacheRead());
    line.count(Metric.CACHE_WRITE_TOKENS, counts.cacheWrite());
  }

  private static void addCost(EmbeddedMetricLine line, AttemptTotals amounts) {
    OptionalLong nanoUsd = amounts.pricedNanoUsd();
    if (nanoUsd.isPresent()) {
      line.add(Metric.COST, BigDecimal.valueOf(nanoUsd.getAsLong(), NANO));
    }
    if (amounts.cost() instanceof Cost.Unpriced) {
      line.count(Metric.UNPRICED, 1);
    }
  }

  private static void addStreamTiming(
      EmbeddedMetricLine line, StreamTiming streamTiming, Duration duration) {
    if (streamTiming.chunks() == 0) {
      return;
    }
    line.add(Metric.FIRST_CHUNK, millis(streamTiming.firstChunk()));
    BigDecimal afterIt = millis(duration.minus(streamTiming.firstChunk()));
    if (streamTiming.chunks() > 1 && afterIt.signum() > 0) {
      BigDecimal further = BigDecimal.valueOf((streamTiming.chunks() - 1) * 1000);
      line.add(Metric.CHUNKS_PER_SECOND, further.divide(afterIt, 1, RoundingMode.HALF_UP));
    }
  }

  private static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis());
  }
}
