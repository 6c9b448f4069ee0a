package dev.streambed.gateway.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Why a call gets no answer, or an incomplete one.
///
/// @param sentence a message for the caller; safe to show to anyone
/// @param retryAfter when to retry; zero when unknown
/// @param cause for the log: the name of AWS's error or of an exception's class, never its message;
///   empty when the code is specific enough
/// @param limit the limit that was reached; empty when the problem is not about a limit
/// @param maxTokens the largest maximum of output tokens with which the limit would admit the
///   request; empty when none is known or none would do
/// @param member the path of the member of the request that is wrong; empty when none is named
/// @param diagnosis for the log: the detailed cause, and what Bedrock reported
public record Problem(
    ErrorCode code,
    String sentence,
    Duration retryAfter,
    String cause,
    Optional<LimitName> limit,
    OptionalLong maxTokens,
    String member,
    Diagnosis diagnosis) {

  public Problem {
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter < 0: " + retryAfter);
    }
  }

  public static Problem of(ErrorCode code) {
    return of(code, code.sentence());
  }

  public static Problem of(ErrorCode code, String sentence) {
    return new Problem(
        code,
        sentence,
        Duration.ZERO,
        "",
        Optional.empty(),
        OptionalLong.empty(),
        "",
        Diagnosis.NONE);
  }

  public Problem withSentence(String changed) {
    return new Problem(code, changed, retryAfter, cause, limit, maxTokens, member, diagnosis);
  }

  public Problem withRetryAfter(Duration changed) {
    return new Problem(code, sentence, changed, cause, limit, maxTokens, member, diagnosis);
  }

  public Problem withCause(String changed) {
    return new Problem(code, sentence, retryAfter, changed, limit, maxTokens, member, diagnosis);
  }

  public Problem withLimit(LimitName reached) {
    return new Problem(
        code, sentence, retryAfter, cause, Optional.of(reached), maxTokens, member, diagnosis);
  }

  public Problem withMaxTokens(OptionalLong largest) {
    return new Problem(code, sentence, retryAfter, cause, limit, largest, member, diagnosis);
  }

  public Problem withMember(String path) {
    return new Problem(code, sentence, retryAfter, cause, limit, maxTokens, path, diagnosis);
  }

  public Problem withDiagnosis(Diagnosis changed) {
    return new Problem(code, sentence, retryAfter, cause, limit, maxTokens, member, changed);
  }
}
