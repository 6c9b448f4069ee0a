package dev.streambed.local.tables;

import dev.streambed.local.domain.Json;

/// An error in DynamoDB's format.
///
/// @param type the exception's name
/// @param field the name of the message's member: some of AWS's errors capitalize it
/// @param message the message
record DynamoDbError(String type, String field, String message) {

  /// DynamoDB returns 400 for IAM refusals too.
  static final int STATUS = 400;

  static DynamoDbError unsigned() {
    return new DynamoDbError(
        "MissingAuthenticationTokenException",
        "message",
        "Request is missing Authentication Token");
  }

  static DynamoDbError unknownKey() {
    return new DynamoDbError(
        "UnrecognizedClientException",
        "message",
        "The security token included in the request is invalid.");
  }

  static DynamoDbError wrongScope(String expected) {
    return new DynamoDbError(
        "InvalidSignatureException", "message", "Credential should be scoped to " + expected + ".");
  }

  static DynamoDbError unknownOperation() {
    return new DynamoDbError("UnknownOperationException", "message", "");
  }

  static DynamoDbError denied(
      String principal, RequiredTableActions.TableAction call, String because) {
    return new DynamoDbError(
        "AccessDeniedException",
        "Message",
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(principal, call.action(), call.resource(), because));
  }

  byte[] body() {
    return Json.bytes(
        Json.object().put("__type", "com.amazon.coral.service#" + type).put(field, message));
  }
}
