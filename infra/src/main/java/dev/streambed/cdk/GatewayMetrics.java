package dev.streambed.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/**
 * What the function tells of itself in its log lines. Nothing has values while {@link
 * Observability#metrics} is off. Each {@link Streambed} has a namespace of its own.
 */
public final class GatewayMetrics {
  private static final String NAMESPACES = "Streambed/";
  private static final String SUM = "Sum";

  private final String namespace;

  GatewayMetrics(Construct streambed) {
    this.namespace = NAMESPACES + UniqueName.ofNamespace(streambed);
  }

  /** What CloudWatch files them under. */
  public String namespace() {
    return namespace;
  }

  /** Requests that were admitted, at their end. */
  public Metric requests() {
    return metric("Requests", SUM);
  }

  /** Admitted requests that failed, whoever's fault it was; split by {@code ErrorCode} too. */
  public Metric errors() {
    return metric("Errors", SUM);
  }

  /** Requests that were not admitted; split by {@code ErrorCode} and {@code Limit} too. */
  public Metric refusals() {
    return metric("Refusals", SUM);
  }

  /** Tokens of prompts, cached ones apart. */
  public Metric inputTokens() {
    return metric("InputTokens", SUM);
  }

  /** Tokens of answers. */
  public Metric outputTokens() {
    return metric("OutputTokens", SUM);
  }

  /** Dollars, of requests that have a price. */
  public Metric costUsd() {
    return metric("CostUsd", SUM);
  }

  /** Requests that used tokens and have no price. */
  public Metric unpriced() {
    return metric("Unpriced", SUM);
  }

  /** Milliseconds from the admission to the first piece of a streamed answer, at a percentile. */
  public Metric firstPieceMs(int percentile) {
    return metric("FirstPieceMs", "p" + percentile);
  }

  /** Pieces of a streamed answer in a second after the first, on average. */
  public Metric piecesPerSecond() {
    return metric("PiecesPerSecond", "Average");
  }

  /** Reservations that could not be settled, when an answer ended or by a sweep. */
  public Metric unsettledReservations() {
    return metric("UnsettledReservations", "Maximum");
  }

  private Metric metric(String name, String statistic) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .period(Duration.minutes(5))
        .build();
  }
}
