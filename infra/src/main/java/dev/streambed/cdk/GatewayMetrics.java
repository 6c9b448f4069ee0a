package dev.streambed.cdk;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/**
 * The metrics that the function writes into its log lines. They have no values if {@link
 * Observability#metrics} is off. Each {@link Streambed} has a namespace of its own.
 */
public final class GatewayMetrics {
  private static final String NAMESPACES = "Streambed/";
  private static final String SUM = "Sum";

  private final String namespace;

  GatewayMetrics(Construct streambed) {
    this.namespace = NAMESPACES + UniqueName.ofNamespace(streambed);
  }

  /** The CloudWatch namespace. */
  public String namespace() {
    return namespace;
  }

  /** Admitted requests, counted when they end. */
  public Metric requests() {
    return metric("Requests", SUM);
  }

  /** Admitted requests that failed for any reason; also by {@code ErrorCode}. */
  public Metric errors() {
    return metric("Errors", SUM);
  }

  /** Requests that were not admitted; also by {@code ErrorCode} and {@code Limit}. */
  public Metric refusals() {
    return metric("Refusals", SUM);
  }

  /** Tokens of prompts, without cached ones. */
  public Metric inputTokens() {
    return metric("InputTokens", SUM);
  }

  /** Tokens of answers. */
  public Metric outputTokens() {
    return metric("OutputTokens", SUM);
  }

  /** The cost in dollars of requests that have a price. */
  public Metric costUsd() {
    return metric("CostUsd", SUM);
  }

  /** Requests that used tokens and have no price. */
  public Metric unpriced() {
    return metric("Unpriced", SUM);
  }

  /** Milliseconds from admission to the first chunk of a streamed answer, at a percentile. */
  public Metric firstPieceMs(int percentile) {
    return metric("FirstPieceMs", "p" + percentile);
  }

  /** Average chunks per second of a streamed answer, after the first chunk. */
  public Metric piecesPerSecond() {
    return metric("PiecesPerSecond", "Average");
  }

  /** Reservations that could not be settled, at the end of an answer or in a sweep. */
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
