package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.StopCause;
import java.util.Optional;

/// The row of one answer on a connection, which stays when the answer has ended: its id must not be
/// used again.
record SocketRow(AnswerRows answers, AnswerKey key, Complaint complaint) implements Row {

  @Override
  public void put() {
    throw new IllegalStateException("the row was put when the answer was accepted");
  }

  @Override
  public Optional<StopCause> stop() {
    return answers.causeOf(key);
  }

  @Override
  public void end() {
    answers.end(key);
  }
}
