package dev.streambed.gateway;

import dev.streambed.gateway.auth.Pass;
import dev.streambed.gateway.limit.RateLimiter;
import dev.streambed.gateway.vocabulary.Customer;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RateLimit;
import java.util.Optional;

/// Counts what callers ask for besides answers. Thread-safe.
record Rates(RateLimiter limiter) {

  /// Enough of a hash to tell keys apart that are valid in the same hours.
  private static final int NAME = 16;

  /// Counts a call.
  ///
  /// @return why it may not be; empty when it may
  Optional<Problem> count(Customer customer, Pass pass, RateLimit limit) {
    Optional<String> pageKey =
        pass instanceof Pass.BrowserKey(String hash)
            ? Optional.of(hash.substring(0, Math.min(NAME, hash.length())))
            : Optional.empty();
    return limiter.count(customer.id(), pageKey, limit, customer.limits().rate(limit));
  }

  /// Counts a wish to stop an answer. It is granted when it cannot be counted: what is not stopped
  /// costs more.
  Optional<Problem> countStop(Customer customer, Pass pass) {
    return count(customer, pass, RateLimit.STOPS_PER_MINUTE)
        .filter(problem -> problem.code() == ErrorCode.RATE_LIMITED);
  }
}
