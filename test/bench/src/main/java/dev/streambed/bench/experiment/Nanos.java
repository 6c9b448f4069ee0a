package dev.streambed.bench.experiment;

import dev.streambed.bench.figure.SampleSummary;
import java.util.Collection;

/// Nanoseconds in larger units.
final class Nanos {

  private static final double IN_A_MILLISECOND = 1e6;

  private Nanos() {}

  static double toMillis(double nanos) {
    return nanos / IN_A_MILLISECOND;
  }

  /// Samples in nanoseconds, summed up in milliseconds.
  static SampleSummary inMillis(Collection<Double> nanos) {
    return SampleSummary.of(nanos.stream().map(Nanos::toMillis).toList());
  }
}
