package dev.streambed.gateway;

import dev.streambed.gateway.limit.Milestone;
import dev.streambed.gateway.limit.Permit;
import dev.streambed.gateway.limit.Reservation;
import dev.streambed.gateway.limit.Settler;
import dev.streambed.gateway.limit.Settling;
import dev.streambed.gateway.limit.Used;
import dev.streambed.gateway.usage.Asked;
import dev.streambed.gateway.usage.Ledger;
import dev.streambed.gateway.usage.Recorded;
import dev.streambed.gateway.usage.Reserved;
import dev.streambed.gateway.usage.UsageEntry;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/// What is written when an answer has ended: first its record, then the settlement by it. Between
/// the two a function may die; the sweep then finds the record and settles by it.
///
/// @param milestones are told of a customer's budget, when all else is written; must not fail
record Books(Ledger ledger, Settler settler, Faults faults, Consumer<Milestone> milestones) {

  /// Closes them for one request. Does not fail.
  void close(Permit permit, UsageEntry entry) {
    var _ = settle(permit, ledger.record(entry.with(reserved(permit))));
  }

  /// Closes them for a function that died. What it may have written itself stands.
  ///
  /// @return whether the counters are right now
  /// @throws SdkException when the table `usage` cannot be written
  boolean closeLate(Permit permit) {
    Reservation reservation = permit.reservation();
    Asked asked = asked(permit);
    // Of the answer nobody knows a word, and a bill must not be invented; the limits keep what
    // was reserved.
    Usage usage =
        new Usage.Estimated(
            reservation.estimate().inputTokens(), 0, Usage.Estimated.FUNCTION_KILLED);
    Ending ending = new Ending.Killed(usage);
    UsageEntry entry = new UsageEntry(asked, permit.at(), Duration.ZERO, ending);
    return settle(permit, ledger.recordLate(entry.with(reserved(permit))));
  }

  private static Reserved reserved(Permit permit) {
    Reservation reservation = permit.reservation();
    return new Reserved(reservation.estimate().tokens(), reservation.nanoDollars());
  }

  /// Closes them for an answer that never began, unless somebody has.
  ///
  /// @return whether the counters are right now
  /// @throws SdkException when the table `usage` cannot be written
  boolean closeUnstarted(Permit permit, Duration duration, Ending ending) {
    UsageEntry entry = new UsageEntry(asked(permit), permit.at(), duration, ending);
    return settle(permit, ledger.recordLate(entry));
  }

  private static Asked asked(Permit permit) {
    Reservation reservation = permit.reservation();
    return new Asked(
        permit.customer(),
        permit.requestId(),
        reservation.model(),
        reservation.streamed(),
        reservation.transport());
  }

  /// Settles by a record.
  ///
  /// @return whether the counters are right now
  boolean settle(Permit permit, Recorded recorded) {
    Used used = new Used(recorded.tokens(), recorded.nanoDollars());
    return switch (settler.settle(permit, used)) {
      case Settling.Settled(var milestone) -> {
        milestone.ifPresent(milestones);
        yield true;
      }
      case Settling.Before() -> true;
      case Settling.Failed(String cause) -> {
        faults.unsettled(permit.customer(), permit.requestId(), cause);
        yield false;
      }
    };
  }
}
