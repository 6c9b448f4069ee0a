package dev.streambed.gateway.auth;

import dev.streambed.gateway.vocabulary.CustomerId;
import java.time.Instant;

/// What the table knows of a token.
///
/// @param expiresAt refused from then on; [Instant#MAX] when it never expires
record ApiKey(CustomerId customerId, Status status, Instant expiresAt) {

  enum Status {
    ACTIVE,
    /// Replaced by another token, and valid until it expires.
    DEPRECATED,
    REVOKED;

    static Status of(String word) {
      return switch (word) {
        case "active" -> ACTIVE;
        case "deprecated" -> DEPRECATED;
        default -> REVOKED;
      };
    }
  }

  boolean isValidAt(Instant now) {
    return status != Status.REVOKED && now.isBefore(expiresAt);
  }
}
