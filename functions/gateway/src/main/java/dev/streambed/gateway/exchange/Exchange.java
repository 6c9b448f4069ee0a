package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Usage;
import java.time.Instant;

/// Calls the model and writes its answer to the caller.
public interface Exchange {

  /// Runs to the end of the answer.
  ///
  /// @throws InterruptedException when the invocation's time is over
  Outcome run() throws InterruptedException;

  /// Ends what [#run] left unfinished, and writes an error to the caller if that is still possible.
  Outcome fail(Problem problem);

  /// What Bedrock has said of a guardrail.
  default Guardrail guardrail() {
    return Guardrail.ABSENT;
  }

  /// The head of Bedrock's response, once it has begun.
  default BedrockResponseHead head() {
    return BedrockResponseHead.NONE;
  }

  /// Why a model that was asked may not have counted what it did, when [#fail] ends it.
  static String reason(Problem problem) {
    return problem.code() == ErrorCode.TIMEOUT
        ? Usage.Estimated.DEADLINE
        : Usage.Estimated.GATEWAY_FAILED;
  }

  /// The timing of the chunks, if there were any.
  default StreamTiming streamTiming(Instant admittedAt) {
    return StreamTiming.NONE;
  }
}
