package dev.streambed.gateway;

import dev.streambed.gateway.limit.OpenAnswers;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Deadline;
import java.time.InstantSource;
import java.util.Iterator;
import software.amazon.awssdk.core.exception.SdkException;

/// Closes the books of functions that died.
record Sweep(OpenAnswers open, Books books, Faults faults, InstantSource clock) {

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
        closed += close(overdue.next()) ? 1 : 0;
      }
      return new Swept(closed, !deadline.hasPassed());
    } catch (SdkException e) {
      faults.unfinishedSweep(SdkFailure.nameOf(e));
      return new Swept(closed, false);
    }
  }

  private boolean close(Permit permit) {
    try {
      return books.closeLate(permit);
    } catch (SdkException e) {
      faults.unsettled(permit.customer(), permit.requestId(), SdkFailure.nameOf(e));
      throw e;
    }
  }
}
