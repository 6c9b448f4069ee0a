package dev.streambed.gateway.model;

import dev.streambed.gateway.sdk.SdkFailure;
import dev.streambed.gateway.vocabulary.Diagnosis;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a call of Bedrock failed with.
///
/// Of what Bedrock or the model says, a text about the caller's request goes to the caller, and any
/// goes into the log, masked; of other exceptions nothing but their names.
///
/// @param problem for the caller
/// @param passes whether the same call may succeed a moment later, and was not begun
record BedrockFailure(Problem problem, boolean passes) {

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
  static BedrockFailure named(StreamFailure failure) {
    ReasonText text = ReasonText.of(failure.message());
    return of(FailureRules.reason(failure.name(), text.plain(), 0), failure.name(), text);
  }

  /// The same with the model's name in the sentence.
  BedrockFailure about(ModelId model) {
    String sentence = problem.sentence();
    boolean isOurs = !sentence.equals(problem.diagnosis().message());
    return isOurs && sentence.startsWith(ANY_MODEL)
        ? new BedrockFailure(
            problem.withSentence(
                "The model " + model.shortened() + sentence.substring(ANY_MODEL.length())),
            passes)
        : this;
  }

  private static BedrockFailure refused(AwsServiceException refusal) {
    String name = SdkFailure.nameOf(refusal);
    ReasonText text = ReasonText.of(SdkFailure.messageOf(refusal));
    FailureReason reason = FailureRules.reason(name, text.plain(), refusal.statusCode());
    boolean byModel =
        reason == FailureReason.MODEL_FAILED && ModelsStatus.of(refusal).isAboutTheRequest();
    return of(byModel ? FailureReason.MODEL_REFUSED : reason, name, text)
        .orLater(SdkFailure.retryAfter(refusal));
  }

  private static BedrockFailure of(FailureReason reason, String name, ReasonText text) {
    String message = reason.isToBeQuoted() ? text.masked() : "";
    boolean isShown = reason.isAboutTheRequest() && !message.isEmpty();
    Problem problem =
        Problem.of(reason.code(), isShown ? message : reason.sentence())
            .withCause(name)
            .withRetryAfter(reason.retryAfter())
            .withDiagnosis(new Diagnosis(reason.word(), message));
    return new BedrockFailure(problem, reason.passes());
  }

  private static BedrockFailure broken(Throwable failure, boolean unread) {
    boolean isConnection = isCausedBy(IOException.class, failure);
    FailureReason reason =
        isConnection ? FailureReason.CONNECTION_FAILED : FailureReason.CALL_FAILED;
    Problem problem =
        Problem.of(reason.code(), reason.sentence())
            .withCause(SdkFailure.nameOf(failure))
            .withDiagnosis(Diagnosis.of(reason.word()));
    return new BedrockFailure(
        problem, isCausedBy(ConnectException.class, failure) || (unread && isConnection));
  }

  private BedrockFailure orLater(Duration retryAfter) {
    return retryAfter.isZero()
        ? this
        : new BedrockFailure(problem.withRetryAfter(retryAfter), passes);
  }

  private static boolean isCausedBy(Class<? extends IOException> kind, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
