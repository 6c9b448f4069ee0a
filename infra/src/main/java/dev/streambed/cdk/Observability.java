package dev.streambed.cdk;

/**
 * What can be seen of a deployment beside its log lines.
 *
 * @param metrics whether the function's lines carry CloudWatch metrics; each is billed by the month
 *     in which it has values
 */
public record Observability(boolean metrics) {
  /** The defaults of every component. */
  public static final Observability DEFAULTS = new Observability(true);

  /** The same with or without metrics of the function's own. */
  public Observability withMetrics(boolean emitted) {
    return new Observability(emitted);
  }
}
