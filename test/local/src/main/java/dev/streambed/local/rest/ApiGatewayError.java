package dev.streambed.local.rest;

import dev.streambed.bedrock.signature.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// An error of API Gateway itself.
///
/// @param type the type of its gateway response; `DEFAULT_4XX` or `DEFAULT_5XX` when it has none of
///   its own
/// @param status the status, unless the gateway response sets another
/// @param exception the header `x-amzn-ErrorType`
/// @param message the default message
record ApiGatewayError(String type, int status, String exception, String message) {

  private static final String SERVER_ERROR = "InternalServerErrorException";
  private static final String INTERNAL = "Internal server error";

  /// No resource or no method, and no Authorization header.
  private static final ApiGatewayError NO_METHOD =
      new ApiGatewayError(
          "MISSING_AUTHENTICATION_TOKEN",
          403,
          "MissingAuthenticationTokenException",
          "Missing Authentication Token");

  static final ApiGatewayError TOO_LARGE =
      new ApiGatewayError("REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "Request Too Long");

  /// A mock cannot read the body, or its content coding is unknown.
  static final ApiGatewayError UNSUPPORTED_MEDIA_TYPE =
      new ApiGatewayError(
          "UNSUPPORTED_MEDIA_TYPE", 415, "UnsupportedMediaTypeException", "Unsupported Media Type");

  /// The function may not be invoked, or a mapping fails.
  static final ApiGatewayError CONFIGURATION =
      new ApiGatewayError("API_CONFIGURATION_ERROR", 500, SERVER_ERROR, INTERNAL);

  /// Lambda refuses to invoke the function.
  static final ApiGatewayError NOT_INVOKED =
      new ApiGatewayError("INTEGRATION_FAILURE", 500, SERVER_ERROR, INTERNAL);

  /// A streamed response without a readable prelude.
  static final ApiGatewayError NO_PRELUDE =
      new ApiGatewayError("DEFAULT_5XX", 500, SERVER_ERROR, INTERNAL);

  /// The function failed, or its response is malformed.
  static final ApiGatewayError BAD_ANSWER =
      new ApiGatewayError("DEFAULT_5XX", 502, SERVER_ERROR, INTERNAL);

  static final ApiGatewayError TIMEOUT =
      new ApiGatewayError("INTEGRATION_TIMEOUT", 504, SERVER_ERROR, "Endpoint request timed out");

  /// There is no such method. Where no method requires a signature, API Gateway treats any
  /// Authorization header as one.
  ///
  /// @param authorization the header, or the empty string
  static ApiGatewayError noMethod(String authorization) {
    if (authorization.isEmpty()) {
      return NO_METHOD;
    }
    return new ApiGatewayError(
        "INVALID_SIGNATURE",
        403,
        "IncompleteSignatureException",
        "Invalid key=value pair (missing equal-sign) in Authorization header "
            + "(hashed with SHA-256 and encoded with Base64): '%s'."
                .formatted(
                    Base64.getEncoder()
                        .encodeToString(
                            Sha256.digest(authorization.getBytes(StandardCharsets.UTF_8)))));
  }

  /// The gateway response for all errors of its kind.
  String defaultType() {
    return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  }
}
