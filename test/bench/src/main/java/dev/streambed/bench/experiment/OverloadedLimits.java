package dev.streambed.bench.experiment;

import dev.streambed.gateway.limit.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// More requests of one customer than its limits allow, from many callers at a steady rate.
final class OverloadedLimits {

  static final int CALLERS = 64;

  private static final double NANOS = 1e9;
  private static final int TIMES_TOO_MANY = 10;
  private static final int LONGEST_MILLIS = 40;
  private static final long CONCURRENT_ANSWERS = 12;

  private final int rate;
  private final int requests;
  private final long requestsPerMinute;
  private final AdmissionBench admissionBench;
  private final AdmissionCounter admissionCounter = new AdmissionCounter();

  private OverloadedLimits(LimitTables limits, String customer, int rate, Duration time) {
    this.rate = rate;
    this.requests = Math.toIntExact(rate * time.toSeconds());
    // Low enough to be reached even with a slow database.
    this.requestsPerMinute = requests / TIMES_TOO_MANY;
    this.admissionBench =
        new AdmissionBench(limits, customer, requestsPerMinute, CONCURRENT_ANSWERS);
  }

  /// The result of an overload.
  ///
  /// @param offered requests per second that were attempted
  /// @param reached requests per second that were decided
  /// @param admitted requests that were admitted
  /// @param overshoot the number by which a limit was exceeded: requests per minute or concurrent
  ///   answers
  record Result(double offered, double reached, long admitted, long overshoot) {}

  /// Runs for a duration, or longer if the database cannot keep up.
  ///
  /// @param customer a customer without earlier requests
  /// @param rate requests per second that are attempted
  static Result of(LimitTables limits, String customer, int rate, Duration time)
      throws IOException, InterruptedException {
    return new OverloadedLimits(limits, customer, rate, time).run();
  }

  private Result run() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    new ParallelCallers(CALLERS).run(caller -> call(begun, caller));
    double seconds = (System.nanoTime() - begun) / NANOS;
    return new Result(
        rate,
        requests / seconds,
        admissionCounter.admitted(),
        admissionCounter.overshoot(requestsPerMinute, CONCURRENT_ANSWERS));
  }

  private List<Void> call(long begun, int caller) throws InterruptedException {
    Random random = new Random(caller);
    for (int request = caller; request < requests; request += CALLERS) {
      long due = begun + (long) (request * NANOS / rate);
      LockSupport.parkNanos(due - System.nanoTime());
      Optional<Permit> permit = admissionBench.admit();
      if (permit.isPresent()) {
        answer(permit.get(), random.nextInt(LONGEST_MILLIS));
      }
    }
    return List.of();
  }

  private void answer(Permit permit, int millis) throws InterruptedException {
    admissionCounter.begin(permit.admittedAt());
    Thread.sleep(millis);
    admissionCounter.end();
    admissionBench.settle(permit);
  }
}
