package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Tempo;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Instant;

/// Between the model and the caller: asks the one and answers the other.
interface Exchange {

  /// Asks and answers.
  ///
  /// @throws InterruptedException when the invocation's time is over
  Ending converse() throws InterruptedException;

  /// Ends what [#converse] left unfinished, and tells the caller if that is still possible.
  Ending fail(Problem problem);

  /// What Bedrock has said of a guardrail.
  default Guardrail guardrail() {
    return Guardrail.ABSENT;
  }

  /// Why a model that was asked may not have counted what it did, when [#fail] ends it.
  static String reason(Problem problem) {
    return problem.code() == ErrorCode.TIMEOUT
        ? Usage.Estimated.DEADLINE
        : Usage.Estimated.GATEWAY_FAILED;
  }

  /// How the pieces came, if there were any.
  default Tempo tempo(Instant admittedAt) {
    return Tempo.NONE;
  }
}
