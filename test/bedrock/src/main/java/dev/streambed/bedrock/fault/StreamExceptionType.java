package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.protocol.AwsError;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The exceptions with which Bedrock ends a stream, each with the error that it is outside of
/// streams.
enum StreamExceptionType {
  internalServerException("InternalServerException"),
  modelStreamErrorException("ModelErrorException"),
  modelTimeoutException("ModelTimeoutException"),
  serviceUnavailableException("ServiceUnavailableException"),
  throttlingException("ThrottlingException"),
  validationException("ValidationException");

  private final String error;

  StreamExceptionType(String error) {
    this.error = error;
  }

  static Optional<StreamExceptionType> named(String type) {
    return Arrays.stream(values()).filter(known -> known.name().equals(type)).findFirst();
  }

  /// All names, for an error message.
  static String names() {
    return Arrays.stream(values()).map(StreamExceptionType::name).collect(Collectors.joining(", "));
  }

  AwsError error() {
    return AwsError.named(error).orElseThrow();
  }
}
