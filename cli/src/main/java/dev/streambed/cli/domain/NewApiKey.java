package dev.streambed.cli.domain;

import java.time.Instant;
import java.util.Optional;

/// A key to be issued.
///
/// @param expiresAt refused from then on; absent: never
/// @param label what the team calls it
public record NewApiKey(
    ApiKey apiKey, CustomerId customer, Optional<Instant> expiresAt, Optional<String> label) {}
