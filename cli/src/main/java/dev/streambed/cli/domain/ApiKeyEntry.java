package dev.streambed.cli.domain;

import java.time.Instant;
import java.util.Optional;

/// An API key in the table, which holds its hash and not the key.
///
/// @param hash the partition key
/// @param prefix the key's first 11 characters
/// @param status `active`, `deprecated` or `revoked`
/// @param expiresAt absent: never
/// @param createdAt ISO instant, or empty
/// @param revokedAt ISO instant
/// @param lastUsedAt to the hour; absent: not since the gateway stores it
/// @param label a name for people
/// @param maxTokensReserved the most output tokens that a request with it reserves; absent: as its
///   customer's do
/// @param isBrowserKey whether it was issued through another key, for a web page
public record ApiKeyEntry(
    String hash,
    CustomerId customer,
    String prefix,
    String status,
    Optional<Instant> expiresAt,
    String createdAt,
    Optional<String> revokedAt,
    Optional<String> lastUsedAt,
    Optional<String> label,
    Optional<Long> maxTokensReserved,
    boolean isBrowserKey) {

  public static final String ACTIVE = "active";
  public static final String DEPRECATED = "deprecated";
  public static final String REVOKED = "revoked";

  /// The status in the table, or `expired` for a key that has expired and is not revoked.
  public String statusAt(Instant now) {
    return !status.equals(REVOKED) && isExpiredAt(now) ? "expired" : status;
  }

  public boolean isExpiredAt(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }
}
