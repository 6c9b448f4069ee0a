package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;

/// The row of one answer on a connection, which stays when the answer has ended: its id must not be
/// used again.
record WebSocketAnswerRow(WebSocketAnswers answers, AnswerKey key, UnstoppableAnswerLog complaint)
    implements AnswerRow {

  @Override
  public void put() {
    throw new IllegalStateException("the row was put when the answer was accepted");
  }

  @Override
  public Optional<StopCause> stopCause() {
    return answers.stopCause(key);
  }

  @Override
  public void end() {
    answers.end(key);
  }
}
