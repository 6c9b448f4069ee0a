package dev.streambed.gateway;

import dev.streambed.gateway.limit.OpenAnswers;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Deadline;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.function.BiPredicate;
import software.amazon.awssdk.core.exception.SdkException;

/// Closes the books of functions that died, and ends answers that never began.
///
/// @param unstarted ends an answer if it has not begun, and says whether it has ended it; may throw
///   [SdkException] or [UnfinishedEnding]
record Sweep(
    OpenAnswers open,
    Books books,
    BiPredicate<Permit, Deadline> unstarted,
    Faults faults,
    InstantSource clock) {

  /// What a sweep has done.
  ///
  /// @param closed requests
  /// @param finished whether it came to its end; otherwise the next one goes on
  record Swept(int closed, boolean finished) {}

  Swept run(Deadline deadline) {
    int closed = 0;
    try {
      Iterator<Permit> overdue = open.overdue(clock.instant()).iterator();
      while (!deadline.hasPassed() && overdue.hasNext()) {
        closed += close(overdue.next(), deadline) ? 1 : 0;
      }
      return new Swept(closed, !deadline.hasPassed());
    } catch (SdkException e) {
      faults.unfinishedSweep(SdkFailure.nameOf(e));
      return new Swept(closed, false);
    }
  }

  private boolean close(Permit permit, Deadline deadline) {
    try {
      if (permit.reservation().connection().isPresent() && unstarted.test(permit, deadline)) {
        return true;
      }
      return OpenAnswers.shouldHaveEnded(permit, clock.instant()) && books.closeLate(permit);
    } catch (UnfinishedEnding _) {
      // That is written down, and the next sweep tries it again.
      return false;
    } catch (SdkException e) {
      faults.unsettled(permit.customer(), permit.requestId(), SdkFailure.nameOf(e));
      throw e;
    }
  }
}
