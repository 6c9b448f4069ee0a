package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Usage;
import java.time.Instant;
import java.util.List;

/// Calls the model and writes its answer to the caller.
public interface Exchange {

  /// Runs until the answer has ended.
  ///
  /// @return how the answer ended
  /// @throws InterruptedException when the invocation runs out of time
  Outcome run() throws InterruptedException;

  /// Ends an exchange whose [#run] threw, and writes the problem to the caller if the answer is
  /// still open.
  Outcome fail(Problem problem);

  /// What Bedrock reported about a guardrail so far.
  default Guardrail guardrail() {
    return Guardrail.ABSENT;
  }

  /// The head of Bedrock's response, once it has begun.
  default BedrockResponseHead head() {
    return BedrockResponseHead.NONE;
  }

  /// The models that were asked before the last one, and why they were left.
  default List<FailedAttempt> failedAttempts() {
    return List.of();
  }

  /// Why a model that was asked may not have counted what it did, when [#fail] ends it.
  static String reason(Problem problem) {
    return problem.code() == ErrorCode.TIMEOUT
        ? Usage.Estimated.DEADLINE
        : Usage.Estimated.GATEWAY_FAILED;
  }

  /// The timing of the chunks; [StreamTiming#NONE] when no chunk was written.
  default StreamTiming streamTiming(Instant admittedAt) {
    return StreamTiming.NONE;
  }
}
