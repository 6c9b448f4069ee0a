package dev.streambed.gateway.model;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Problem;
import java.io.IOException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a call of Bedrock failed with.
///
/// @param problem for the caller
/// @param passes whether the same call may succeed a moment later, and was not begun
record BedrockFailure(Problem problem, boolean passes) {

  /// @param unread whether it failed at once and without an answer, so that a connection that broke
  ///   had most likely been closed before
  static BedrockFailure of(Throwable thrown, boolean unread) {
    Throwable failure = SdkFailure.unwrap(thrown);
    String name = SdkFailure.nameOf(failure);
    if (failure instanceof AwsServiceException refusal) {
      return named(name, refusal.getMessage());
    }
    return new BedrockFailure(
        Problem.of(ErrorCode.UPSTREAM_ERROR).withCause(name),
        isCausedBy(ConnectException.class, failure)
            || (unread && isCausedBy(IOException.class, failure)));
  }

  /// A failure that Bedrock or the model gave a name.
  static BedrockFailure named(String name) {
    return named(name, null);
  }

  private static BedrockFailure named(String name, @Nullable String message) {
    BedrockFailure failure =
        switch (name) {
          case "ThrottlingException" -> passing(ErrorCode.MODEL_THROTTLED);
          case "ModelNotReadyException", "ServiceUnavailableException" ->
              passing(ErrorCode.UNAVAILABLE);
          case "ServiceQuotaExceededException" -> lasting(ErrorCode.MODEL_THROTTLED);
          case "ModelErrorException", "ModelStreamErrorException" -> lasting(ErrorCode.MODEL_ERROR);
          case "ModelTimeoutException" -> lasting(ErrorCode.TIMEOUT);
          case "AccessDeniedException" -> lasting(ErrorCode.MODEL_NOT_ALLOWED);
          case "ResourceNotFoundException" -> lasting(ValidationMessage.UNKNOWN_MODEL);
          case "ValidationException" -> lasting(ValidationMessage.problem(message));
          default -> lasting(ErrorCode.UPSTREAM_ERROR);
        };
    return new BedrockFailure(failure.problem.withCause(name), failure.passes);
  }

  private static boolean isCausedBy(Class<? extends IOException> kind, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static BedrockFailure passing(ErrorCode code) {
    return new BedrockFailure(Problem.of(code), true);
  }

  private static BedrockFailure lasting(ErrorCode code) {
    return lasting(Problem.of(code));
  }

  private static BedrockFailure lasting(Problem problem) {
    return new BedrockFailure(problem, false);
  }
}
