package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An error of Bedrock's runtime API.
final class BedrockException extends AwsServiceException {

  private static final long serialVersionUID = 1L;

  private final int modelStatus;

  /// @param modelStatus the HTTP status with which the model itself answered Bedrock; 0 when
  ///   Bedrock does not report it
  BedrockException(
      int status,
      String errorName,
      @Nullable String serviceMessage,
      Duration retryAfter,
      int modelStatus) {
    super(status, errorName, serviceMessage, retryAfter);
    this.modelStatus = modelStatus;
  }

  /// The HTTP status with which the model itself answered Bedrock; 0 when Bedrock does not report
  /// it.
  int modelStatus() {
    return modelStatus;
  }
}
