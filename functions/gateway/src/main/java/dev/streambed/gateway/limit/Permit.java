package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;

/// One admitted request.
///
/// @param at the instant that decided which window it counts in, and that its record bears
public record Permit(CustomerId customer, Instant at) {}
