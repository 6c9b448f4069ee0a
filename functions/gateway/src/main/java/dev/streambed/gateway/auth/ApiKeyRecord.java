package dev.streambed.gateway.auth;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;
import java.util.Optional;

/// What the table `api-keys` stores about an API key.
///
/// @param expiresAt when the key stops being valid; [Instant#MAX] when it never expires
/// @param kind whether it is a customer's own key or a browser key
/// @param attribution its prefix and its name
/// @param lastUsedAt of a customer's own key; [Instant#MIN] when it is not known to have been used
record ApiKeyRecord(
    CustomerId customerId,
    Status status,
    Instant expiresAt,
    KeyKind kind,
    Attribution attribution,
    Instant lastUsedAt) {

  /// A key that was never used.
  ApiKeyRecord(
      CustomerId customerId,
      Status status,
      Instant expiresAt,
      KeyKind kind,
      Attribution attribution) {
    this(customerId, status, expiresAt, kind, attribution, Instant.MIN);
  }

  enum Status {
    ACTIVE,
    /// Replaced by another key, but valid until it expires.
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

  ApiKeyRecord usedAt(Instant now) {
    return new ApiKeyRecord(customerId, status, expiresAt, kind, attribution, now);
  }

  /// Whether a page of this origin may use the key. The origin is empty for requests without one.
  boolean isFor(Optional<String> origin) {
    return !(kind instanceof KeyKind.Browser browser)
        || browser.origin().isEmpty()
        || browser.origin().equals(origin);
  }

  boolean isValidAt(Instant now) {
    return status != Status.REVOKED && now.isBefore(expiresAt);
  }
}
