package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.StreamTiming;
import java.time.Duration;
import java.time.Instant;

/// A request that was admitted, and how it ended.
///
/// @param admittedAt also decides the month that the record counts in, as it did the day
/// @param duration from then to the last byte of the answer; of a function that died nobody knows
///   it
/// @param streamTiming counts only when the answer was streamed
/// @param guardrail what Bedrock said of one
/// @param bedrockRequestId Bedrock's id of the call; empty when it did not answer
/// @param reservedAmounts what the limits keep until the answer is settled
public record UsageEntry(
    AdmittedRequest admittedRequest,
    Instant admittedAt,
    Duration duration,
    Outcome outcome,
    StreamTiming streamTiming,
    Guardrail guardrail,
    String bedrockRequestId,
    Reserved reservedAmounts) {

  /// A request without a guardrail that nothing is reserved for.
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
        Reserved.NOTHING);
  }

  /// A request of which no chunk was seen.
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
        reservedAmounts);
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
        reservedAmounts);
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
        changed);
  }

  /// What the limits keep for an answer until it is settled.
  ///
  /// @param tokens input and output, cache tokens apart
  /// @param nanoDollars 0 where no budget is to be kept to
  public record Reserved(long tokens, long nanoDollars) {

    public static final Reserved NOTHING = new Reserved(0, 0);
  }
}
