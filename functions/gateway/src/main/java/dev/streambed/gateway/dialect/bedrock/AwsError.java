package dev.streambed.gateway.dialect.bedrock;

import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A problem as AWS's SDKs read it: by the name of an exception of Bedrock's runtime API.
///
/// @param exception its name, such as `ThrottlingException`
/// @param status of HTTP
record AwsError(String exception, int status) {

  /// Bedrock's exceptions with their status.
  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          Map.entry("AccessDeniedException", 403),
          Map.entry("ConflictException", 409),
          Map.entry("InternalServerException", 500),
          Map.entry("ModelErrorException", 424),
          Map.entry("ModelNotReadyException", 429),
          Map.entry("ModelStreamErrorException", 424),
          Map.entry("ModelTimeoutException", 408),
          Map.entry("ResourceNotFoundException", 404),
          Map.entry("ServiceQuotaExceededException", 400),
          Map.entry("ServiceUnavailableException", 503),
          Map.entry("ThrottlingException", 429),
          Map.entry("ValidationException", 400));

  /// The exceptions that an event stream can end with, but for the default.
  private static final Map<String, String> IN_STREAM =
      Map.of(
          "ModelErrorException", "modelStreamErrorException",
          "ModelNotReadyException", "throttlingException",
          "ModelStreamErrorException", "modelStreamErrorException",
          "ModelTimeoutException", "modelTimeoutException",
          "ServiceUnavailableException", "serviceUnavailableException",
          "ThrottlingException", "throttlingException",
          "ValidationException", "validationException");

  /// An answer that its caller stopped: no response of Bedrock's ends in this way.
  static final String STOPPED = "modelStreamErrorException";

  static AwsError of(Problem problem) {
    // Denied access of the function's own is no fault of the caller's key.
    boolean isBedrocks =
        STATUS.containsKey(problem.cause()) && !problem.cause().equals("AccessDeniedException");
    String exception = isBedrocks ? problem.cause() : exception(problem.code());
    return new AwsError(exception, STATUS.getOrDefault(exception, 500));
  }

  private static String exception(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, UNKNOWN_ACTION, REQUEST_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE ->
          "ValidationException";
      case UNAUTHENTICATED, FORBIDDEN, MODEL_NOT_ALLOWED -> "AccessDeniedException";
      case BUDGET_EXCEEDED -> "ServiceQuotaExceededException";
      case NOT_FOUND -> "ResourceNotFoundException";
      case DUPLICATE_ID -> "ConflictException";
      case MODEL_ERROR -> "ModelErrorException";
      case RATE_LIMITED, MODEL_THROTTLED -> "ThrottlingException";
      case INTERNAL, UPSTREAM_ERROR -> "InternalServerException";
      case UNAVAILABLE -> "ServiceUnavailableException";
      case TIMEOUT -> "ModelTimeoutException";
    };
  }

  /// The name of the exception within an event stream.
  String inStream() {
    return IN_STREAM.getOrDefault(exception, "internalServerException");
  }

  Map<String, String> headers(Problem problem, RequestId requestId) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json");
    headers.put("x-amzn-errortype", exception);
    headers.put("x-amzn-requestid", requestId.value());
    if (!problem.retryAfter().isZero()) {
      headers.put("retry-after", Long.toString(problem.retryAfter().toSeconds()));
    }
    return headers;
  }

  /// JSON in UTF-8.
  byte[] body(Problem problem) {
    return message(problem.sentence());
  }

  static byte[] message(String sentence) {
    return new JsonObject(Map.of("message", new JsonString(sentence)))
        .write()
        .getBytes(StandardCharsets.UTF_8);
  }
}
