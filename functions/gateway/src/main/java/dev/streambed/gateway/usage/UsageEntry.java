package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Tempo;
import java.time.Duration;
import java.time.Instant;

/// A request that was admitted, and how it ended.
///
/// @param admittedAt also decides the month that the record counts in, as it did the day
/// @param duration from then to the last byte of the answer; of a function that died nobody knows
///   it
/// @param tempo counts only when the answer was streamed
/// @param guardrail what Bedrock said of one
/// @param reserved what the limits keep until the answer is settled
public record UsageEntry(
    Asked asked,
    Instant admittedAt,
    Duration duration,
    Ending ending,
    Tempo tempo,
    Guardrail guardrail,
    Reserved reserved) {

  /// A request without a guardrail that nothing is reserved for.
  public UsageEntry(
      Asked asked, Instant admittedAt, Duration duration, Ending ending, Tempo tempo) {
    this(asked, admittedAt, duration, ending, tempo, Guardrail.ABSENT, Reserved.NOTHING);
  }

  /// A request of which no piece was seen.
  public UsageEntry(Asked asked, Instant admittedAt, Duration duration, Ending ending) {
    this(asked, admittedAt, duration, ending, Tempo.NONE);
  }

  public UsageEntry with(Guardrail changed) {
    return new UsageEntry(asked, admittedAt, duration, ending, tempo, changed, reserved);
  }

  public UsageEntry with(Reserved changed) {
    return new UsageEntry(asked, admittedAt, duration, ending, tempo, guardrail, changed);
  }
}
