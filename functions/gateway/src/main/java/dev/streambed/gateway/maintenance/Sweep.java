package dev.streambed.gateway.maintenance;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.exchange.IncompleteSettlementException;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.log.ProblemLog;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.function.BiPredicate;

/// Records and settles the requests of functions that died, and ends answers that never started.
///
/// @param unstarted ends an answer if it has not started, and returns whether it did; may throw
///   [AwsException] or [IncompleteSettlementException]
public record Sweep(
    OpenReservations open,
    UsageRecorder usageRecorder,
    BiPredicate<Permit, Deadline> unstarted,
    ProblemLog problemLog,
    InstantSource clock) {

  /// The result of a sweep.
  ///
  /// @param closed how many requests were closed
  /// @param finished whether the sweep is complete; otherwise the next one continues
  public record Swept(int closed, boolean finished) {}

  public Swept run(Deadline deadline) {
    int closed = 0;
    try {
      Iterator<Permit> overdue = open.overdue(clock.instant()).iterator();
      while (!deadline.hasPassed() && overdue.hasNext()) {
        closed += close(overdue.next(), deadline) ? 1 : 0;
      }
      return new Swept(closed, !deadline.hasPassed());
    } catch (AwsException e) {
      problemLog.sweepFailed(e.errorName());
      return new Swept(closed, false);
    }
  }

  private boolean close(Permit permit, Deadline deadline) {
    try {
      if (permit.reservation().connection().isPresent() && unstarted.test(permit, deadline)) {
        return true;
      }
      return OpenReservations.shouldHaveEnded(permit, clock.instant())
          && usageRecorder.recordKilled(permit);
    } catch (IncompleteSettlementException _) {
      // The failure was logged, and the next sweep tries again.
      return false;
    } catch (AwsException e) {
      problemLog.settlementFailed(permit.customer(), permit.requestId(), e.errorName());
      throw e;
    }
  }
}
