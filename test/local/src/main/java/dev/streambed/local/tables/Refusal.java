package dev.streambed.local.tables;

import dev.streambed.local.vocabulary.Json;

/// An error as DynamoDB words it.
///
/// @param type the exception's name
/// @param field what the message is called: AWS writes some with a capital letter
/// @param message what it says
record Refusal(String type, String field, String message) {

  /// DynamoDB answers refusals of IAM with 400 too.
  static final int STATUS = 400;

  static Refusal unsigned() {
    return new Refusal(
        "MissingAuthenticationTokenException",
        "message",
        "Request is missing Authentication Token");
  }

  static Refusal unknownKey() {
    return new Refusal(
        "UnrecognizedClientException",
        "message",
        "The security token included in the request is invalid.");
  }

  static Refusal wrongScope(String expected) {
    return new Refusal(
        "InvalidSignatureException", "message", "Credential should be scoped to " + expected + ".");
  }

  static Refusal unknownOperation() {
    return new Refusal("UnknownOperationException", "message", "");
  }

  static Refusal denied(String principal, TableCall call, String because) {
    return new Refusal(
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
