package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.StreamTiming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An admitted request and how it ended.
///
/// @param admittedAt also decides the month that the record counts in, as it did the day
/// @param duration from then to the last byte of the answer; of a function that died nobody knows
///   it
/// @param streamTiming counts only when the answer was streamed
/// @param guardrail what Bedrock said of one
/// @param bedrockRequestId Bedrock's id of the call; empty when it did not answer
/// @param reservedAmounts what the limits keep until the answer is settled
/// @param failedAttempts the models that were asked before the one of the admitted request
/// @param reservedByTarget what of it is for each model that may be asked, in their order; empty
///   where there is one
public record UsageEntry(
    AdmittedRequest admittedRequest,
    Instant admittedAt,
    Duration duration,
    Outcome outcome,
    StreamTiming streamTiming,
    Guardrail guardrail,
    String bedrockRequestId,
    Reserved reservedAmounts,
    List<FailedAttempt> failedAttempts,
    List<Reserved> reservedByTarget) {

  public UsageEntry {
    failedAttempts = List.copyOf(failedAttempts);
    reservedByTarget = List.copyOf(reservedByTarget);
  }

  /// A request without a guardrail and without a reservation.
  public UsageEntry(
      AdmittedRequest admittedRequest,
      Instant admittedAt,
      Duration duration,
      Outcome outcome,
      StreamTiming streamTiming) {
    this(
        admittedRequest,
        admittedAt,
        duration,
        outcome,
        streamTiming,
        Guardrail.ABSENT,
        "",
        Reserved.NOTHING,
        List.of(),
        List.of());
  }

  /// A request without chunks.
  public UsageEntry(
      AdmittedRequest admittedRequest, Instant admittedAt, Duration duration, Outcome outcome) {
    this(admittedRequest, admittedAt, duration, outcome, StreamTiming.NONE);
  }

  public UsageEntry with(Guardrail changed) {
    return new UsageEntry(
        admittedRequest,
        admittedAt,
        duration,
        outcome,
        streamTiming,
        changed,
        bedrockRequestId,
        reservedAmounts,
        failedAttempts,
        reservedByTarget);
  }

  public UsageEntry withBedrockRequestId(String changed) {
    return new UsageEntry(
        admittedRequest,
        admittedAt,
        duration,
        outcome,
        streamTiming,
        guardrail,
        changed,
        reservedAmounts,
        failedAttempts,
        reservedByTarget);
  }

  public UsageEntry with(Reserved changed) {
    return new UsageEntry(
        admittedRequest,
        admittedAt,
        duration,
        outcome,
        streamTiming,
        guardrail,
        bedrockRequestId,
        changed,
        failedAttempts,
        reservedByTarget);
  }

  /// The same request after these models had failed.
  ///
  /// @param reserved for each model that may be asked
  public UsageEntry after(List<FailedAttempt> failed, List<Reserved> reserved) {
    return new UsageEntry(
        admittedRequest,
        admittedAt,
        duration,
        outcome,
        streamTiming,
        guardrail,
        bedrockRequestId,
        reservedAmounts,
        failed,
        reserved);
  }

  /// What the limits hold for an answer until it is settled.
  ///
  /// @param tokens input and output, cache tokens excluded
  /// @param nanoDollars 0 where there is no budget
  public record Reserved(long tokens, long nanoDollars) {

    public static final Reserved NOTHING = new Reserved(0, 0);
  }
}
