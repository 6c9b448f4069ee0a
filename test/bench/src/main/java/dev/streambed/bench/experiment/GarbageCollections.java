package dev.streambed.bench.experiment;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/// Keeps the bench's own garbage collections out of what is measured, and counts those that are
/// not. Not thread-safe.
final class GarbageCollections {

  private long before;
  private long counted;

  /// Collects now.
  void collectGarbage() {
    System.gc();
    before = collections();
  }

  /// Something was measured since.
  void count() {
    counted += collections() - before;
  }

  long counted() {
    return counted;
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
