package dev.streambed.gateway.dynamodb;

import dev.streambed.gateway.aws.AwsServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// DynamoDB refused a request, or failed.
public sealed class DynamoDbException extends AwsServiceException
    permits ConditionalCheckFailedException {

  private static final long serialVersionUID = 1;
  private static final int TOO_MANY_REQUESTS = 429;

  private final int attempts;

  /// @param status the HTTP status
  /// @param errorName AWS's name of the error
  /// @param message AWS's message; null when there is none
  /// @param attempts how many requests were sent
  public DynamoDbException(int status, String errorName, @Nullable String message, int attempts) {
    super(status, errorName, message, Duration.ZERO);
    this.attempts = attempts;
  }

  /// How many requests were sent. What became of those before the last may be unknown.
  public int attempts() {
    return attempts;
  }

  /// Whether there were too many requests.
  public boolean isThrottling() {
    return switch (errorName()) {
      case "BandwidthLimitExceeded",
          "EC2ThrottledException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException",
          "TransactionInProgressException" ->
          true;
      default -> status() == TOO_MANY_REQUESTS;
    };
  }
}
