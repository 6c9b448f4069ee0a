package dev.streambed.gateway.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.aws.NoResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;

class RetriesTest {

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 400, 5",
    "ProvisionedThroughputExceededException, 400, 5",
    "RequestLimitExceeded, 400, 5",
    "TransactionInProgressException, 400, 5",
    "Anything, 429, 5",
    "InternalServerError, 500, 14",
    "ServiceUnavailable, 503, 14",
    "Anything, 502, 14",
    "Anything, 504, 14",
    "RequestTimeout, 400, 14",
    "TransactionConflictException, 400, 14",
    "TransactionCanceledException, 400, 0",
    "Anything, 501, 0",
    "Anything, 400, 0",
    "AccessDeniedException, 400, 0",
    "ValidationException, 400, 0",
    "ConditionalCheckFailedException, 400, 0"
  })
  void repeatsWhatMaySucceedLater(String name, int status, int cost) {
    DynamoDbException failure = failure(name, status);
    assertThat(Retries.cost(failure)).isEqualTo(cost);
    assertThat(failure.isThrottling()).isEqualTo(cost == Retries.THROTTLING_COST);
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling, 400",
    "ThrottledException, 400",
    "SlowDown, 400",
    "TooManyRequestsException, 400",
    "BandwidthLimitExceeded, 400",
    "RequestThrottled, 400",
    "RequestThrottledException, 400",
    "EC2ThrottledException, 400",
    "LimitExceededException, 400",
    "InternalServerError, 500",
    "ThrottlingException, 400",
    "ProvisionedThroughputExceededException, 400",
    "Anything, 429"
  })
  void takesForThrottlingWhatTheSdkDoes(String name, int status) {
    AwsServiceException theirs =
        AwsServiceException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(name).build())
            .build();
    assertThat(failure(name, status).isThrottling())
        .isEqualTo(RetryUtils.isThrottlingException(theirs));
  }

  @Test
  void repeatsWhatHadNoResponse() {
    assertThat(Retries.cost(NoResponseException.notConnected("X"))).isEqualTo(Retries.COST);
    assertThat(Retries.cost(NoResponseException.connectionBroken("X"))).isEqualTo(Retries.COST);
  }

  @Test
  void waitsLongerEachTime() {
    Retries retries = new Retries(new LongestPause());
    assertThat(retries.pause(Retries.COST, 1)).hasMillis(25);
    assertThat(retries.pause(Retries.COST, 2)).hasMillis(50);
    assertThat(retries.pause(Retries.COST, 3)).hasMillis(100);
    assertThat(retries.pause(Retries.THROTTLING_COST, 1)).hasMillis(1_000);
    assertThat(retries.pause(Retries.THROTTLING_COST, 3)).hasMillis(4_000);
    assertThat(retries.pause(Retries.THROTTLING_COST, 99)).hasMillis(20_000);
  }

  @Test
  void stopsWhenTooMuchFails() {
    Retries retries = new Retries(new LongestPause());
    int allowed = 0;
    while (retries.take(Retries.COST)) {
      allowed++;
    }
    assertThat(allowed).isEqualTo(Retries.BUCKET / Retries.COST);
    retries.succeeded(0);
    assertThat(retries.take(Retries.COST)).as("one success is not enough").isFalse();
    retries.succeeded(Retries.COST);
    assertThat(retries.take(Retries.COST)).as("what a successful retry took").isTrue();
  }

  @Test
  void savesNoMoreThanABucketOfTokens() {
    Retries retries = new Retries(new LongestPause());
    retries.succeeded(Retries.COST);
    assertThat(retries.take(Retries.BUCKET)).isTrue();
    assertThat(retries.take(1)).isFalse();
  }

  private static DynamoDbException failure(String name, int status) {
    return new DynamoDbException(status, name, "", 1);
  }
}
