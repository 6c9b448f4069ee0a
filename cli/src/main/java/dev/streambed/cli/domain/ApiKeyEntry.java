package dev.streambed.cli.domain;

import java.time.Instant;
import java.util.Optional;

/// A key's entry in the table; the key itself is nowhere.
///
/// @param hash the table's key
/// @param prefix the key's first 11 characters
/// @param status `active`, `deprecated` or `revoked`
/// @param expiresAt refused from then on; absent: never
/// @param createdAt ISO instant, or empty
/// @param revokedAt ISO instant
/// @param label what the team calls it
/// @param isBrowserKey whether the gateway made it, for a browser, from another key
public record ApiKeyEntry(
    String hash,
    CustomerId customer,
    String prefix,
    String status,
    Optional<Instant> expiresAt,
    String createdAt,
    Optional<String> revokedAt,
    Optional<String> label,
    boolean isBrowserKey) {

  public static final String ACTIVE = "active";
  public static final String DEPRECATED = "deprecated";
  public static final String REVOKED = "revoked";

  /// As the table has it, or `expired` when only its time is over.
  public String statusAt(Instant now) {
    return !status.equals(REVOKED) && isExpiredAt(now) ? "expired" : status;
  }

  public boolean isExpiredAt(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }
}
