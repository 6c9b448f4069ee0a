package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;

/// Whose a connection is.
///
/// @param credential what its client proved itself by, as text: it is checked again with every
///   message
/// @param expiresAt when API Gateway will have ended it for sure
public record ConnectionOwner(CustomerId customer, String credential, Instant expiresAt) {}
