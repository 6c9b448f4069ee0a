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

/// What a call of Bedrock failed with.
///
/// Of what Bedrock or the model says, a text about the caller's request goes to the caller, and any
/// goes into the log, masked; of other exceptions nothing but their names.
///
/// @param problem for the caller
/// @param retryable whether the same call may succeed a moment later, and was not begun
record BedrockFailure(Problem problem, boolean retryable) {

  private static final String ANY_MODEL = "This model";

  /// @param unread whether it failed at once and without an answer, so that a connection that broke
  ///   had most likely been closed before
  static BedrockFailure of(Throwable thrown, boolean unread) {
    Throwable failure = SdkFailure.unwrap(thrown);
    return failure instanceof AwsServiceException refusal
        ? refused(refusal)
        : broken(failure, unread);
  }

  /// A failure that an event of a stream stands for.
  static BedrockFailure ofStream(ParsedEvent.Failure failure) {
    RawFailureMessage text = RawFailureMessage.of(failure.message());
    return of(FailureClassifier.reason(failure.name(), text.plain(), 0), failure.name(), text);
  }

  /// The same with the model's name in the sentence.
  BedrockFailure withModelName(ModelId model) {
    String sentence = problem.sentence();
    boolean isOurs = !sentence.equals(problem.diagnosis().message());
    return isOurs && sentence.startsWith(ANY_MODEL)
        ? new BedrockFailure(
            problem.withSentence(
                "The model " + model.shortened() + sentence.substring(ANY_MODEL.length())),
            retryable)
        : this;
  }

  private static BedrockFailure refused(AwsServiceException refusal) {
    String name = SdkFailure.nameOf(refusal);
    RawFailureMessage text = RawFailureMessage.of(SdkFailure.messageOf(refusal));
    FailureReason reason = FailureClassifier.reason(name, text.plain(), refusal.statusCode());
    boolean byModel =
        reason == FailureReason.MODEL_FAILED && ModelHttpStatus.of(refusal).isAboutTheRequest();
    return of(byModel ? FailureReason.MODEL_REFUSED : reason, name, text)
        .orLater(SdkFailure.retryAfter(refusal));
  }

  private static BedrockFailure of(FailureReason reason, String name, RawFailureMessage text) {
    String message = reason.mayBeQuoted() ? text.masked() : "";
    boolean isShown = reason.isAboutTheRequest() && !message.isEmpty();
    Problem problem =
        Problem.of(reason.code(), isShown ? message : reason.sentence())
            .withCause(name)
            .withRetryAfter(reason.retryAfter())
            .withDiagnosis(new Diagnosis(reason.logName(), message));
    return new BedrockFailure(problem, reason.isRetryable());
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
        problem, isCausedBy(ConnectException.class, failure) || (unread && isConnection));
  }

  private BedrockFailure orLater(Duration retryAfter) {
    return retryAfter.isZero()
        ? this
        : new BedrockFailure(problem.withRetryAfter(retryAfter), retryable);
  }

  private static boolean isCausedBy(Class<? extends IOException> kind, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /// With what status of HTTP the model itself answered Bedrock, when it failed.
  ///
  /// @param value 0 when Bedrock does not say
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

    /// Whether the model found fault with the request.
    boolean isAboutTheRequest() {
      return value >= 400 && value < 500 && value != 408 && value != 429;
    }
  }
}
