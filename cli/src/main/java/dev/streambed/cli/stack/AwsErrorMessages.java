package dev.streambed.cli.stack;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Explains errors of AWS in a sentence. From the messages of AWS it takes only the name of an
/// action that is not allowed: the rest names accounts, roles and ARNs, and ends up in tickets and
/// chats.
public final class AwsErrorMessages {

  private static final Pattern ACTION =
      Pattern.compile("perform: ([a-z0-9-]{1,40}:[A-Za-z]{1,60})\\b");

  private AwsErrorMessages() {}

  /// A sentence about a failure of the SDK; absent for any other exception.
  public static Optional<String> of(Exception failure) {
    return failure instanceof SdkException sdk ? Optional.of(ofSdk(sdk)) : Optional.empty();
  }

  /// A sentence about an error code.
  ///
  /// @param action the IAM action of the request, if it is known
  static String of(String code, Optional<String> action) {
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

  private static String ofSdk(SdkException failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return ofService(service, service.awsErrorDetails());
    }
    return isOfNetwork(failure)
        ? "AWS cannot be reached: is there a network, and is the region right?"
        : "the request could not be made (" + failure.getClass().getSimpleName() + ")";
  }

  private static String ofService(AwsServiceException failure, AwsErrorDetails details) {
    String code = details.errorCode();
    return of(code == null ? "HTTP " + failure.statusCode() : code, action(details.errorMessage()));
  }

  private static Optional<String> action(@Nullable String message) {
    Matcher found = ACTION.matcher(message == null ? "" : message);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static boolean isOfNetwork(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
