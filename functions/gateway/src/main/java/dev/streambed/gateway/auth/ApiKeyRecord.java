package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;
import java.util.Optional;

/// What the table knows of an API key.
///
/// @param expiresAt refused from then on; [Instant#MAX] when it never expires
/// @param kind whether it is a customer's own or was issued to a web page
record ApiKeyRecord(CustomerId customerId, Status status, Instant expiresAt, KeyKind kind) {

  enum Status {
    ACTIVE,
    /// Replaced by another key, and valid until it expires.
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

  /// Whether a page of this origin may use it; empty: no page, or one that does not say.
  boolean isFor(Optional<String> origin) {
    return !(kind instanceof KeyKind.Browser browser)
        || browser.origin().isEmpty()
        || browser.origin().equals(origin);
  }

  boolean isValidAt(Instant now) {
    return status != Status.REVOKED && now.isBefore(expiresAt);
  }
}
