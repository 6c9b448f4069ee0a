package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Guardrail;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Tempo;
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

  /// How the pieces came, if there were any.
  default Tempo tempo(Instant admittedAt) {
    return Tempo.NONE;
  }
}
