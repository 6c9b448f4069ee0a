package dev.streambed.cli.aws;

import java.util.Optional;

/// What AWS's error codes mean to the person who asked.
public final class AwsErrorMessages {

  private AwsErrorMessages() {}

  /// A sentence for the person at the keyboard.
  ///
  /// @param code AWS's name of the error
  /// @param action what was asked, if that is known
  public static String messageOf(String code, Optional<String> action) {
    return switch (code) {
      case "AccessDenied", "AccessDeniedException" ->
          "AWS does not allow you this"
              + action.map(name -> ": your role lacks " + name).orElse("");
      case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
          "your AWS credentials have expired: sign in again";
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationTokenException",
          "MissingAuthenticationToken" ->
          "AWS does not accept these credentials (%s)".formatted(code);
      case "ThrottlingException",
          "Throttling",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded" ->
          "AWS is throttling (%s): nothing was changed, try again in a moment".formatted(code);
      case "ResourceNotFoundException" ->
          "a table of this stack does not exist: is it still being deployed, or in another region?";
      case "TransactionCanceledException", "TransactionInProgressException" ->
          "somebody else is changing the same customer or key: nothing was changed, try again";
      case "ConditionalCheckFailedException" ->
          "somebody else keeps changing the same customer: nothing was changed, try again";
      default -> "AWS answered with " + code;
    };
  }
}
