package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.Ending;
import java.time.Duration;
import java.time.Instant;

/// A request that was admitted, and how it ended.
///
/// @param admittedAt also decides the month that the record counts in, as it did the day
/// @param duration from then to the last byte of the answer
public record UsageEntry(Asked asked, Instant admittedAt, Duration duration, Ending ending) {}
