package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.NoResponseException;
import dev.streambed.gateway.domain.Diagnosis;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    return thrown instanceof BedrockException refusal ? refused(refusal) : broken(thrown, unread);
  }

  /// The failure that an exception event in a stream stands for.
  static BedrockFailure ofStream(ParsedEvent.Failure failure) {
    return of(failure.name(), failure.message(), 0, failure.modelStatus());
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

  private static BedrockFailure refused(BedrockException refusal) {
    return of(
            refusal.errorName(), refusal.serviceMessage(), refusal.status(), refusal.modelStatus())
        .orLater(refusal.retryAfter());
  }

  private static BedrockFailure of(
      String name, @Nullable String message, int status, int modelStatus) {
    RawFailureMessage text = RawFailureMessage.of(message);
    FailureReason reason = FailureClassifier.reason(name, text.plain(), status);
    boolean byModel = reason == FailureReason.MODEL_FAILED && isAboutTheRequest(modelStatus);
    return of(byModel ? FailureReason.MODEL_REFUSED : reason, name, text)
        .orElsewhere(reason == FailureReason.UNKNOWN_ERROR && status >= 500);
  }

  // Whether the model itself rejected the request.
  private static boolean isAboutTheRequest(int modelStatus) {
    return modelStatus >= 400 && modelStatus < 500 && modelStatus != 408 && modelStatus != 429;
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
    boolean isConnection =
        failure instanceof NoResponseException noResponse && noResponse.isConnectionFailure();
    FailureReason reason =
        isConnection ? FailureReason.CONNECTION_FAILED : FailureReason.CALL_FAILED;
    Problem problem =
        Problem.of(reason.code(), reason.sentence())
            .withCause(AwsException.nameOf(failure))
            .withDiagnosis(Diagnosis.of(reason.logName()));
    boolean isUnsent = isConnection && UnbilledFailures.contains(failure);
    return new BedrockFailure(problem, isUnsent || (unread && isConnection), isConnection);
  }

  private BedrockFailure orLater(Duration retryAfter) {
    return retryAfter.isZero()
        ? this
        : new BedrockFailure(problem.withRetryAfter(retryAfter), retryable, allowsFallback);
  }

  private BedrockFailure orElsewhere(boolean also) {
    return also ? new BedrockFailure(problem, retryable, true) : this;
  }
}
