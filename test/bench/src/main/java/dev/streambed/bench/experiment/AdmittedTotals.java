package dev.streambed.bench.experiment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What one customer was let in with, counted by the caller. Thread-safe.
final class AdmittedTotals {

  private final Map<Instant, LongAdder> inMinute = new ConcurrentHashMap<>();
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong mostRunning = new AtomicLong();

  /// An answer begins.
  ///
  /// @param at when it was admitted, by the gateway's clock
  void begin(Instant at) {
    inMinute.computeIfAbsent(at.truncatedTo(ChronoUnit.MINUTES), _ -> new LongAdder()).increment();
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
  }

  /// One of those that began ends.
  void end() {
    running.decrementAndGet();
  }

  /// Answers that began.
  long admitted() {
    return inMinute.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// By how much a limit was exceeded, whichever was exceeded more; 0 when none was.
  ///
  /// @param requestsPerMinute one limit
  /// @param concurrentAnswers the other
  long overshoot(long requestsPerMinute, long concurrentAnswers) {
    long most = inMinute.values().stream().mapToLong(LongAdder::sum).max().orElse(0);
    return Math.max(0, Math.max(most - requestsPerMinute, mostRunning.get() - concurrentAnswers));
  }
}
