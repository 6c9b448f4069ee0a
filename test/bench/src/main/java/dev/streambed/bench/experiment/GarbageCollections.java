package dev.streambed.bench.experiment;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/// Keeps the bench's own garbage collections out of measurements, and counts those that happen
/// during one. Not thread-safe.
final class GarbageCollections {

  private long before;
  private long counted;

  /// Collects garbage now.
  void collectGarbage() {
    System.gc();
    before = collections();
  }

  /// Counts the collections since then, because something was measured.
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
