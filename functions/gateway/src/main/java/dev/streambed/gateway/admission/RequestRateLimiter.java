package dev.streambed.gateway.admission;

import dev.streambed.gateway.auth.VerifiedCredential;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RateLimit;
import dev.streambed.gateway.limit.RateLimiter;
import java.util.Optional;

/// Counts what callers ask for besides answers. Thread-safe.
public record RequestRateLimiter(RateLimiter limiter) {

  /// Enough of a hash to tell keys apart that are valid in the same hours.
  private static final int NAME = 16;

  /// Counts a call.
  ///
  /// @return why it may not be; empty when it may
  public Optional<Problem> count(
      Customer customer, VerifiedCredential verifiedCredential, RateLimit limit) {
    Optional<String> pageKey =
        verifiedCredential instanceof VerifiedCredential.BrowserKey(String hash)
            ? Optional.of(hash.substring(0, Math.min(NAME, hash.length())))
            : Optional.empty();
    return limiter.count(customer.id(), pageKey, limit, customer.limits().rate(limit));
  }

  /// Counts a wish to stop an answer. It is granted when it cannot be counted: what is not stopped
  /// costs more.
  public Optional<Problem> countStop(Customer customer, VerifiedCredential verifiedCredential) {
    return count(customer, verifiedCredential, RateLimit.STOPS_PER_MINUTE)
        .filter(problem -> problem.code() == ErrorCode.RATE_LIMITED);
  }
}
