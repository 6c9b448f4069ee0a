package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;

/// Whose a connection is.
///
/// @param pass what its client proved itself by, as text: it is checked again with every message
/// @param until when API Gateway will have ended it for sure
public record Owner(CustomerId customer, String pass, Instant until) {}
