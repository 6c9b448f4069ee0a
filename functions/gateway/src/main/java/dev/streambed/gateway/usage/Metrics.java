package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Cost;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Tempo;
import dev.streambed.gateway.vocabulary.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells CloudWatch how it goes: a line for every answer and for every refusal. Thread-safe.
public final class Metrics {

  private static final int NANO = 9;

  private final String namespace;
  private final LogSink log;
  private final InstantSource clock;

  /// @param namespace what CloudWatch files them under
  public Metrics(String namespace, LogSink log, InstantSource clock) {
    this.namespace = namespace;
    this.log = log;
    this.clock = clock;
  }

  /// Metrics that nobody wants.
  public static Metrics off() {
    return new Metrics("", _ -> {}, InstantSource.system());
  }

  /// A request that was not admitted.
  ///
  /// @param limit name of the limit that it met; empty when it was refused for another reason
  public void refused(ErrorCode code, String limit) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put("ErrorCode", code.word());
    if (!limit.isEmpty()) {
      dimensions.put("Limit", limit);
    }
    log.write(line().count(Metric.REFUSALS, 1).groupBy(dimensions).write());
  }

  /// A number of its own.
  public void count(Metric metric, long value) {
    log.write(line().count(metric, value).group().write());
  }

  /// A request that was admitted, at its end.
  void answered(UsageEntry entry, Cost cost) {
    MetricLine line = line();
    line.count(Metric.REQUESTS, 1);
    if (entry.ending() instanceof Ending.Killed) {
      line.count(Metric.KILLED, 1);
    } else {
      line.add(Metric.DURATION, millis(entry.duration()));
    }
    addTokens(line, entry.ending().usage());
    addCost(line, cost);
    addTempo(line, entry.tempo(), entry.duration());
    line.group();
    switch (entry.ending()) {
      case Ending.Failed(_, Problem problem) -> addError(line, problem);
      case Ending.NotStarted(Problem problem) -> addError(line, problem);
      case Ending.Complete _, Ending.Stopped _, Ending.ClientGone _, Ending.Killed _ -> {}
    }
    log.write(line.write());
  }

  private static void addError(MetricLine line, Problem problem) {
    line.count(Metric.ERRORS, 1).groupBy(Map.of("ErrorCode", problem.code().word()));
  }

  private MetricLine line() {
    return new MetricLine(namespace, clock.instant());
  }

  private static void addTokens(MetricLine line, Usage usage) {
    switch (usage) {
      case Usage.Counted counts -> addCounts(line, counts);
      case Usage.Estimated(Usage.Counted counts, _) -> {
        addCounts(line, counts);
        line.count(Metric.ESTIMATED, 1);
      }
      case Usage.Unknown() -> {}
    }
  }

  private static void addCounts(MetricLine line, Usage.Counted counts) {
    line.count(Metric.INPUT_TOKENS, counts.input());
    line.count(Metric.OUTPUT_TOKENS, counts.output());
    line.count(Metric.CACHE_READ_TOKENS, counts.cacheRead());
    line.count(Metric.CACHE_WRITE_TOKENS, counts.cacheWrite());
  }

  private static void addCost(MetricLine line, Cost cost) {
    switch (cost) {
      case Cost.Priced(long nanoUsd, _) -> line.add(Metric.COST, BigDecimal.valueOf(nanoUsd, NANO));
      case Cost.Unpriced() -> line.count(Metric.UNPRICED, 1);
      case Cost.Unknown() -> {}
    }
  }

  private static void addTempo(MetricLine line, Tempo tempo, Duration duration) {
    if (tempo.pieces() == 0) {
      return;
    }
    line.add(Metric.FIRST_PIECE, millis(tempo.firstPiece()));
    BigDecimal afterIt = millis(duration.minus(tempo.firstPiece()));
    if (tempo.pieces() > 1 && afterIt.signum() > 0) {
      BigDecimal further = BigDecimal.valueOf((tempo.pieces() - 1) * 1000);
      line.add(Metric.PIECES_PER_SECOND, further.divide(afterIt, 1, RoundingMode.HALF_UP));
    }
  }

  private static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis());
  }
}
