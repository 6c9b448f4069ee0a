package dev.streambed.gateway.admission;

import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.limit.RateLimiter;
import java.util.Optional;

/// Counts requests that call no model against their rate limits. Thread-safe.
public record RequestRateLimiter(RateLimiter limiter) {

  /// Length of the hash prefix that distinguishes keys valid in the same hours.
  private static final int NAME = 16;

  /// Counts a request.
  ///
  /// @return the reason for refusing it; empty when it is allowed
  public Optional<Problem> count(
      Customer customer, VerifiedCredential verifiedCredential, RateLimit limit) {
    Optional<String> pageKey =
        verifiedCredential instanceof VerifiedCredential.BrowserKey(String hash)
            ? Optional.of(hash.substring(0, Math.min(NAME, hash.length())))
            : Optional.empty();
    return limiter.count(customer.id(), pageKey, limit, customer.limits().rate(limit));
  }

  /// Counts a request to stop an answer. It is allowed when the count fails, because an answer that
  /// is not stopped costs more.
  public Optional<Problem> countStop(Customer customer, VerifiedCredential verifiedCredential) {
    return count(customer, verifiedCredential, RateLimit.STOPS_PER_MINUTE)
        .filter(problem -> problem.code() == ErrorCode.RATE_LIMITED);
  }
}
