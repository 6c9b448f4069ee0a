package dev.streambed.cli.vocabulary;

import java.time.Instant;
import java.util.Optional;

/// A token to be issued.
///
/// @param expiresAt refused from then on; absent: never
/// @param label what the team calls it
public record NewToken(
    Token token, CustomerId customer, Optional<Instant> expiresAt, Optional<String> label) {}
