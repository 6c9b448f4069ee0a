package dev.streambed.bedrock.protocol;

import java.util.Arrays;
import java.util.Optional;

/// An error of AWS: a status, a type for `x-amzn-errortype`, and a message.
///
/// @param type for example `ValidationException`
/// @param namespace the part that AWS adds after the type's colon
/// @param status the HTTP status
/// @param message AWS's sentence
public record AwsError(String type, String namespace, int status, String message) {

  private static final String BEDROCK = "http://internal.amazon.com/coral/com.amazon.bedrock/";
  private static final String FRONT = "http://internal.amazon.com/coral/com.amazon.coral.service/";

  /// The errors of Bedrock itself, named as it names them, with its usual sentences.
  private enum Known {
    ValidationException(400, "Malformed input request, please reformat your input and try again."),
    AccessDeniedException(403, "You don't have access to the model with the specified model ID."),
    ResourceNotFoundException(
        404, "Could not resolve the foundation model from the provided model identifier."),
    ModelTimeoutException(
        408, "Model has timed out in processing the request. Try your request again."),
    ModelErrorException(
        424,
        "The system encountered an unexpected error during processing. Try your request again."),
    ThrottlingException(429, "Too many requests, please wait before trying again."),
    ModelNotReadyException(429, "Model is not ready for inference."),
    ServiceQuotaExceededException(400, "Your request exceeds the service quota for your account."),
    InternalServerException(
        500,
        "The system encountered an unexpected error during processing. Try your request again."),
    ServiceUnavailableException(503, "Bedrock is unable to process your request.");

    private final int status;
    private final String message;

    Known(int status, String message) {
      this.status = status;
      this.message = message;
    }

    private AwsError error() {
      return new AwsError(name(), BEDROCK, status, message);
    }
  }

  public static AwsError validation(String message) {
    return new AwsError("ValidationException", BEDROCK, 400, message);
  }

  public static AwsError accessDenied(String message) {
    return new AwsError("AccessDeniedException", BEDROCK, 403, message);
  }

  public static AwsError throttled() {
    return Known.ThrottlingException.error();
  }

  /// An error that AWS reports before Bedrock sees the request: signatures, security tokens.
  public static AwsError front(String type, String message) {
    return new AwsError(type, FRONT, 403, message);
  }

  public static AwsError unknownOperation() {
    return new AwsError("UnknownOperationException", FRONT, 404, "UnknownOperationException");
  }

  /// One of Bedrock's own errors with its usual sentence.
  ///
  /// @param type for example `ModelNotReadyException`
  public static Optional<AwsError> named(String type) {
    return Arrays.stream(Known.values())
        .filter(known -> known.name().equals(type))
        .findFirst()
        .map(Known::error);
  }

  /// The error that Bedrock sends with a status; a status that it does not use gets the nearest
  /// error's words.
  ///
  /// @param status 400 to 599
  public static AwsError ofStatus(int status) {
    Known nearest = status >= 500 ? Known.InternalServerException : Known.ValidationException;
    AwsError error =
        Arrays.stream(Known.values())
            .filter(known -> known.status == status)
            .findFirst()
            .orElse(nearest)
            .error();
    return new AwsError(error.type, error.namespace, status, error.message);
  }

  /// The value of `x-amzn-errortype`.
  public String header() {
    return type + ":" + namespace;
  }

  /// The body, `{"message": …}`.
  public byte[] body() {
    return Json.write(Json.object().put("message", message));
  }
}
