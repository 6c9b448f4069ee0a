package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.SdkFailure;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;

/// A failed call of Bedrock.
///
/// A message from Bedrock or the model is masked. It goes to the log, and also to the caller if it
/// is about the caller's request. Of other exceptions, only the name is logged.
///
/// @param problem the problem for the caller
/// @param retryable whether the same call may succeed shortly; false once the model may have
///   started
/// @param allowsFallback whether another model, or the same in another Region, may answer now
record BedrockFailure(Problem problem, boolean retryable, boolean allowsFallback) {

  private static final String ANY_MODEL = "This model";

  /// @param unread whether the call failed immediately and without a response, so that a broken
  ///   connection was most likely closed before the call
  static BedrockFailure of(Throwable thrown, boolean unread) {
    Throwable failure = SdkFailure.unwrap(thrown);
    return failure instanceof AwsServiceException refusal
        ? refused(refusal)
        : broken(failure, unread);
  }

  /// The failure that an exception event in a stream stands for.
  static BedrockFailure ofStream(ParsedEvent.Failure failure) {
    RawFailureMessage text = RawFailureMessage.of(failure.message());
    return of(FailureClassifier.reason(failure.name(), text.plain(), 0), failure.name(), text);
  }

  /// The same failure, with the model's name in its sentence.
  BedrockFailure withModelName(ModelId model) {
    String sentence = problem.sentence();
    boolean isOurs = !sentence.equals(problem.diagnosis().message());
    return isOurs && sentence.startsWith(ANY_MODEL)
        ? new BedrockFailure(
            problem.withSentence(
                "The model " + model.shortened() + sentence.substring(ANY_MODEL.length())),
            retryable,
            allowsFallback)
        : this;
  }

  private static BedrockFailure refused(AwsServiceException refusal) {
    String name = SdkFailure.nameOf(refusal);
    RawFailureMessage text = RawFailureMessage.of(SdkFailure.messageOf(refusal));
    FailureReason reason = FailureClassifier.reason(name, text.plain(), refusal.statusCode());
    boolean byModel =
        reason == FailureReason.MODEL_FAILED && ModelHttpStatus.of(refusal).isAboutTheRequest();
    return of(byModel ? FailureReason.MODEL_REFUSED : reason, name, text)
        .orLater(SdkFailure.retryAfter(refusal))
        .orElsewhere(reason == FailureReason.UNKNOWN_ERROR && refusal.statusCode() >= 500);
  }

  private static BedrockFailure of(FailureReason reason, String name, RawFailureMessage text) {
    String message = reason.mayBeQuoted() ? text.masked() : "";
    boolean isShown = reason.isAboutTheRequest() && !message.isEmpty();
    Problem problem =
        Problem.of(reason.code(), isShown ? message : reason.sentence())
            .withCause(name)
            .withRetryAfter(reason.retryAfter())
            .withDiagnosis(new Diagnosis(reason.logName(), message));
    return new BedrockFailure(problem, reason.isRetryable(), reason.allowsFallback());
  }

  private static BedrockFailure broken(Throwable failure, boolean unread) {
    boolean isConnection = isCausedBy(IOException.class, failure);
    FailureReason reason =
        isConnection ? FailureReason.CONNECTION_FAILED : FailureReason.CALL_FAILED;
    Problem problem =
        Problem.of(reason.code(), reason.sentence())
            .withCause(SdkFailure.nameOf(failure))
            .withDiagnosis(Diagnosis.of(reason.logName()));
    return new BedrockFailure(
        problem,
        isCausedBy(ConnectException.class, failure) || (unread && isConnection),
        isConnection);
  }

  private BedrockFailure orLater(Duration retryAfter) {
    return retryAfter.isZero()
        ? this
        : new BedrockFailure(problem.withRetryAfter(retryAfter), retryable, allowsFallback);
  }

  private BedrockFailure orElsewhere(boolean also) {
    return also ? new BedrockFailure(problem, retryable, true) : this;
  }

  private static boolean isCausedBy(Class<? extends IOException> kind, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /// The HTTP status that the model itself returned to Bedrock when it failed.
  ///
  /// @param value 0 when Bedrock does not report it
  private record ModelHttpStatus(int value) {

    static ModelHttpStatus of(AwsServiceException failure) {
      return switch (failure) {
        case ModelErrorException error -> of(error.originalStatusCode());
        case ModelStreamErrorException error -> of(error.originalStatusCode());
        default -> new ModelHttpStatus(0);
      };
    }

    private static ModelHttpStatus of(@Nullable Integer status) {
      return new ModelHttpStatus(status == null ? 0 : status);
    }

    /// Whether the model rejected the request.
    boolean isAboutTheRequest() {
      return value >= 400 && value < 500 && value != 408 && value != 429;
    }
  }
}
