package dev.streambed.bench.figure;

import java.util.Collection;

/// A set of samples in a few numbers.
///
/// @param count how many samples; at least 1
/// @param min the least
/// @param p50 the median
/// @param p90 nine of ten are not above it
/// @param p99 ninety-nine of a hundred are not above it
/// @param max the greatest
public record SampleSummary(int count, double min, double p50, double p90, double p99, double max) {

  private static final double NANOS_IN_A_MILLISECOND = 1e6;

  /// Of samples in any order.
  public static SampleSummary of(Collection<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    return new SampleSummary(
        sorted.length,
        sorted[0],
        percentile(sorted, 50),
        percentile(sorted, 90),
        percentile(sorted, 99),
        sorted[sorted.length - 1]);
  }

  /// Of samples in nanoseconds, in milliseconds.
  public static SampleSummary inMillis(Collection<Double> nanos) {
    return of(nanos.stream().map(sample -> sample / NANOS_IN_A_MILLISECOND).toList());
  }

  private static double percentile(double[] sorted, int percent) {
    int rank = Math.ceilDiv(percent * sorted.length, 100);
    return sorted[rank - 1];
  }
}
