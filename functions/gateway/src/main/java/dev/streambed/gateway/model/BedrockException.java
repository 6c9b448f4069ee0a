package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsServiceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An error of Bedrock's runtime API.
final class BedrockException extends AwsServiceException {

  private static final long serialVersionUID = 1L;

  private final int modelStatus;
  private final String requestId;

  /// @param modelStatus the HTTP status with which the model itself answered Bedrock; 0 when
  ///   Bedrock does not report it
  /// @param requestId Bedrock's id of the call; empty when there is none
  BedrockException(
      int status,
      String errorName,
      @Nullable String serviceMessage,
      Duration retryAfter,
      int modelStatus,
      String requestId) {
    super(status, errorName, serviceMessage, retryAfter);
    this.modelStatus = modelStatus;
    this.requestId = requestId;
  }

  /// The HTTP status with which the model itself answered Bedrock; 0 when Bedrock does not report
  /// it.
  int modelStatus() {
    return modelStatus;
  }

  /// Bedrock's id of the call; empty when there is none.
  String requestId() {
    return requestId;
  }
}
