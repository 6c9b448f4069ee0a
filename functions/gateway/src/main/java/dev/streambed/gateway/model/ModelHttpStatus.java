package dev.streambed.gateway.model;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;

/// With what status of HTTP the model itself answered Bedrock, when it failed.
///
/// @param value 0 when Bedrock does not say
record ModelHttpStatus(int value) {

  static ModelHttpStatus of(AwsServiceException failure) {
    return switch (failure) {
      case ModelErrorException error -> of(error.originalStatusCode());
      case ModelStreamErrorException error -> of(error.originalStatusCode());
      default -> new ModelHttpStatus(0);
    };
  }

  private static ModelHttpStatus of(@Nullable Integer status) {
    return new ModelHttpStatus(status == null ? 0 : status);
  }

  /// Whether the model found fault with the request.
  boolean isAboutTheRequest() {
    return value >= 400 && value < 500 && value != 408 && value != 429;
  }
}
