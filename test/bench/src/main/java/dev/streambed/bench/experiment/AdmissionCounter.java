package dev.streambed.bench.experiment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// One customer's admitted requests, counted by the caller. Thread-safe.
final class AdmissionCounter {

  private final Map<Instant, LongAdder> inMinute = new ConcurrentHashMap<>();
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong mostRunning = new AtomicLong();

  /// Counts the start of an answer.
  ///
  /// @param at when it was admitted, by the gateway's clock
  void begin(Instant at) {
    inMinute.computeIfAbsent(at.truncatedTo(ChronoUnit.MINUTES), _ -> new LongAdder()).increment();
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
  }

  /// Counts the end of an answer.
  void end() {
    running.decrementAndGet();
  }

  /// The number of started answers.
  long admitted() {
    return inMinute.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// The number by which a limit was exceeded, the larger of both; 0 if none was.
  ///
  /// @param requestsPerMinute one limit
  /// @param concurrentAnswers the other
  long overshoot(long requestsPerMinute, long concurrentAnswers) {
    long most = inMinute.values().stream().mapToLong(LongAdder::sum).max().orElse(0);
    return Math.max(0, Math.max(most - requestsPerMinute, mostRunning.get() - concurrentAnswers));
  }
}
