package dev.streambed.bench.experiment;

import dev.streambed.gateway.limit.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// More requests of one customer than its limits allow, from many callers at a steady rate.
final class Rush {

  static final int CALLERS = 64;

  private static final int RATE = 1_000;
  private static final double NANOS = 1e9;
  private static final int TIMES_TOO_MANY = 10;
  private static final int LONGEST_MILLIS = 40;
  private static final long CONCURRENT_ANSWERS = 12;

  private final int requests;
  private final long requestsPerMinute;
  private final Desk desk;
  private final Tally tally = new Tally();

  private Rush(OwnLimits limits, String customer, Duration time) {
    this.requests = Math.toIntExact(RATE * time.toSeconds());
    // So that it is reached, however slow the database is.
    this.requestsPerMinute = requests / TIMES_TOO_MANY;
    this.desk = new Desk(limits, customer, requestsPerMinute, CONCURRENT_ANSWERS);
  }

  /// What came of it.
  ///
  /// @param offered requests a second that were asked for
  /// @param reached requests a second that were answered
  /// @param admitted requests that were let in
  /// @param overshoot by how many a limit was exceeded, the requests of a minute or the answers at
  ///   once
  record Result(double offered, double reached, long admitted, long overshoot) {}

  /// Asks for so long, or longer when the database cannot keep up.
  ///
  /// @param customer one who has not asked before
  static Result of(OwnLimits limits, String customer, Duration time)
      throws IOException, InterruptedException {
    return new Rush(limits, customer, time).run();
  }

  private Result run() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    new Lanes(CALLERS).run(caller -> call(begun, caller));
    double seconds = (System.nanoTime() - begun) / NANOS;
    return new Result(
        RATE,
        requests / seconds,
        tally.admitted(),
        tally.overshoot(requestsPerMinute, CONCURRENT_ANSWERS));
  }

  private List<Void> call(long begun, int caller) throws InterruptedException {
    Random random = new Random(caller);
    for (int request = caller; request < requests; request += CALLERS) {
      long due = begun + (long) (request * NANOS / RATE);
      LockSupport.parkNanos(due - System.nanoTime());
      Optional<Permit> permit = desk.admit();
      if (permit.isPresent()) {
        answer(permit.get(), random.nextInt(LONGEST_MILLIS));
      }
    }
    return List.of();
  }

  private void answer(Permit permit, int millis) throws InterruptedException {
    tally.begin(permit.at());
    Thread.sleep(millis);
    tally.end();
    desk.settle(permit);
  }
}
