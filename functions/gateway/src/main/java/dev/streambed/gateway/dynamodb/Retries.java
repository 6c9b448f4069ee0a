package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.NoResponseException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// When and how soon a request is sent again: the rules and figures of the AWS SDKs' mode
/// `standard` for DynamoDB. Thread-safe.
///
/// Each retry takes tokens from a bucket, which successes refill: while DynamoDB fails for all,
/// most requests are sent only once.
final class Retries {

  static final int BUCKET = 500;
  static final int COST = 14;
  static final int THROTTLING_COST = 5;

  private static final int REFILL = 1;
  private static final long BASE_MILLIS = 25;
  private static final long THROTTLING_BASE_MILLIS = 1000;
  private static final long LONGEST_MILLIS = 20_000;
  private static final int MOST_DOUBLINGS = 16;

  private final RandomGenerator random;
  private int tokens = BUCKET;

  Retries(RandomGenerator random) {
    this.random = random;
  }

  /// The tokens that a retry after this failure costs; 0 when the request must not be sent again.
  static int cost(AwsException failure) {
    return switch (failure) {
      case NoResponseException none -> isRepeatable(none) ? COST : 0;
      case DynamoDbException error when error.isThrottling() -> THROTTLING_COST;
      case DynamoDbException error when isTransient(error) -> COST;
      default -> 0;
    };
  }

  private static boolean isRepeatable(NoResponseException failure) {
    return switch (failure.reason()) {
      case NOT_CONNECTED, CONNECTION_BROKEN, NO_ANSWER -> true;
      case NO_TIME, ABORTED -> false;
    };
  }

  private static boolean isTransient(DynamoDbException failure) {
    return switch (failure.status()) {
      case 500, 502, 503, 504 -> true;
      default -> isTransient(failure.errorName());
    };
  }

  private static boolean isTransient(String errorName) {
    return switch (errorName) {
      case "InternalError",
          "PriorRequestNotComplete",
          "RequestTimeout",
          "RequestTimeoutException",
          // The SDKs leave it to the application: the item is in a transaction, and not written.
          "TransactionConflictException" ->
          true;
      default -> false;
    };
  }

  /// Takes tokens for a retry.
  ///
  /// @return false when there are not enough: the request must not be sent again
  synchronized boolean take(int cost) {
    if (cost > tokens) {
      return false;
    }
    tokens -= cost;
    return true;
  }

  /// Puts back tokens after a success.
  ///
  /// @param cost of the last retry; 0 when there was none
  synchronized void succeeded(int cost) {
    tokens = Math.min(BUCKET, tokens + (cost == 0 ? REFILL : cost));
  }

  /// The pause before a retry: exponential with full jitter.
  ///
  /// @param cost of the retry
  /// @param attempts how many requests were sent
  Duration pause(int cost, int attempts) {
    long base = cost == THROTTLING_COST ? THROTTLING_BASE_MILLIS : BASE_MILLIS;
    long most = Math.min(LONGEST_MILLIS, base << Math.min(attempts - 1, MOST_DOUBLINGS));
    return Duration.ofMillis(random.nextLong(most + 1));
  }
}
