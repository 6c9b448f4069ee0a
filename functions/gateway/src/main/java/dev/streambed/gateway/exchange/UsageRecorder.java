package dev.streambed.gateway.exchange;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.ReservedAmounts;
import dev.streambed.gateway.domain.SettledUsage;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.limit.Settlement;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.ShardThresholdReached;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.usage.AdmittedRequest;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.UsageEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Records the usage of an answer that has ended, then settles its reservation from that record. If
/// the function dies in between, the sweep finds the record and settles from it.
///
/// @param thresholdListener called last, after the settlement, when a budget threshold is reached;
///   must not throw
public record UsageRecorder(
    Ledger ledger,
    Settler settler,
    ProblemLog problemLog,
    Consumer<ShardThresholdReached> thresholdListener) {

  /// Records and settles one request. Does not throw.
  public void record(Permit permit, UsageEntry entry) {
    var _ = settle(permit, ledger.record(entry.with(reserved(permit))));
  }

  /// Records and settles a request whose function died. An existing record is kept.
  ///
  /// @return whether the counters are correct now
  /// @throws AwsException when the table `usage` cannot be written
  public boolean recordKilled(Permit permit) {
    Reservation reservation = permit.reservation();
    AdmittedRequest admittedRequest = admittedRequest(permit);
    // Nothing is known about the answer, and the customer must not be billed for a guess. The
    // limits keep what was reserved.
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

  /// What of the reservation is for each model that may be asked; empty where there is one.
  static List<UsageEntry.Reserved> reservedByTarget(Permit permit) {
    List<UsageEntry.Reserved> reserved = new ArrayList<>();
    for (ReservedAmounts amounts : permit.reservedByTarget()) {
      reserved.add(new UsageEntry.Reserved(amounts.tokens(), amounts.nanoDollars()));
    }
    return reserved;
  }

  /// Records and settles an answer that never started, unless it is recorded already.
  ///
  /// @return whether the counters are correct now
  /// @throws AwsException when the table `usage` cannot be written
  public boolean recordNotStarted(Permit permit, Duration duration, Outcome outcome) {
    UsageEntry entry =
        new UsageEntry(admittedRequest(permit), permit.admittedAt(), duration, outcome);
    return settle(permit, ledger.recordIfAbsent(entry));
  }

  private static AdmittedRequest admittedRequest(Permit permit) {
    Reservation reservation = permit.reservation();
    return new AdmittedRequest(
        permit.customer(),
        permit.requestId(),
        reservation.model(),
        reservation.operation(),
        reservation.dialect(),
        reservation.transport(),
        permit.attribution());
  }

  /// Settles a reservation from its record.
  ///
  /// @return whether the counters are correct now
  boolean settle(Permit permit, SettledUsage settledUsage) {
    return switch (settler.settle(permit, settledUsage)) {
      case Settlement.Settled(var thresholdReached) -> {
        thresholdReached.ifPresent(thresholdListener);
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
