package dev.streambed.local.invoke;

import dev.streambed.local.domain.Json;
import dev.streambed.local.http.ServiceError;

/// The errors of Lambda's API.
final class LambdaApiErrors {

  private static final String USER = "User";

  private LambdaApiErrors() {}

  static ServiceError notFound(String functionArn) {
    return new ServiceError(
        404,
        "ResourceNotFoundException",
        Json.object().put("Type", USER).put("Message", "Function not found: " + functionArn));
  }

  static ServiceError tooLarge(long limit) {
    String message =
        "Request must be smaller than " + limit + " bytes for the InvokeFunction operation";
    return user(413, "RequestTooLargeException", message);
  }

  static ServiceError notJson() {
    return user(
        400, "InvalidRequestContentException", "Could not parse request body into json: no JSON");
  }

  static ServiceError invalidParameter(String message) {
    return user(400, "InvalidParameterValueException", message);
  }

  static ServiceError throttled(String reason) {
    return new ServiceError(
        429,
        "TooManyRequestsException",
        Json.object().put("Reason", reason).put("Type", USER).put("message", "Rate Exceeded."));
  }

  static ServiceError unknownOperation() {
    return ServiceError.of(404, "UnknownOperationException", "");
  }

  private static ServiceError user(int status, String type, String message) {
    return new ServiceError(status, type, Json.object().put("Type", USER).put("message", message));
  }
}
