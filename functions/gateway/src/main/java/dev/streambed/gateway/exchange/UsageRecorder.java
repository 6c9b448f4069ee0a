package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.limit.Settlement;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.ThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.usage.AdmittedRequest;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.UsageEntry;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/// What is written when an answer has ended: first its record, then the settlement by it. Between
/// the two a function may die; the sweep then finds the record and settles by it.
///
/// @param milestones are told of a customer's budget, when all else is written; must not fail
public record UsageRecorder(
    Ledger ledger, Settler settler, ProblemLog problemLog, Consumer<ThresholdReached> milestones) {

  /// Closes them for one request. Does not fail.
  public void record(Permit permit, UsageEntry entry) {
    var _ = settle(permit, ledger.record(entry.with(reserved(permit))));
  }

  /// Closes them for a function that died. What it may have written itself stands.
  ///
  /// @return whether the counters are right now
  /// @throws SdkException when the table `usage` cannot be written
  public boolean recordKilled(Permit permit) {
    Reservation reservation = permit.reservation();
    AdmittedRequest admittedRequest = asked(permit);
    // Of the answer nobody knows a word, and a bill must not be invented; the limits keep what
    // was reserved.
    Usage usage =
        new Usage.Estimated(
            reservation.tokenEstimate().inputTokens(), 0, Usage.Estimated.FUNCTION_KILLED);
    Outcome outcome = new Outcome.Killed(usage);
    UsageEntry entry = new UsageEntry(admittedRequest, permit.admittedAt(), Duration.ZERO, outcome);
    return settle(permit, ledger.recordIfAbsent(entry.with(reserved(permit))));
  }

  private static UsageEntry.Reserved reserved(Permit permit) {
    Reservation reservation = permit.reservation();
    return new UsageEntry.Reserved(reservation.tokenEstimate().tokens(), reservation.nanoDollars());
  }

  /// Closes them for an answer that never began, unless somebody has.
  ///
  /// @return whether the counters are right now
  /// @throws SdkException when the table `usage` cannot be written
  public boolean recordNotStarted(Permit permit, Duration duration, Outcome outcome) {
    UsageEntry entry = new UsageEntry(asked(permit), permit.admittedAt(), duration, outcome);
    return settle(permit, ledger.recordIfAbsent(entry));
  }

  private static AdmittedRequest asked(Permit permit) {
    Reservation reservation = permit.reservation();
    return new AdmittedRequest(
        permit.customer(),
        permit.requestId(),
        reservation.model(),
        reservation.streamed(),
        reservation.transport());
  }

  /// Settles by a record.
  ///
  /// @return whether the counters are right now
  boolean settle(Permit permit, SettledUsage settledUsage) {
    return switch (settler.settle(permit, settledUsage)) {
      case Settlement.Settled(var milestone) -> {
        milestone.ifPresent(milestones);
        yield true;
      }
      case Settlement.AlreadySettled() -> true;
      case Settlement.Failed(String cause) -> {
        problemLog.settlementFailed(permit.customer(), permit.requestId(), cause);
        yield false;
      }
    };
  }
}
