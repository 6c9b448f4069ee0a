package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;

/// The row of one answer. Its methods throw [software.amazon.awssdk.core.exception.SdkException]
/// when the table cannot be reached.
sealed interface AnswerRow
    permits RunningAnswers.HttpAnswerRow, WebSocketAnswers.WebSocketAnswerRow {

  /// Writes the row when the answer starts.
  void put();

  /// Why the answer is to be stopped; empty when it is not.
  Optional<StopCause> stopCause();

  /// Marks the answer as ended.
  void end();

  UnstoppableAnswerLog failureLog();
}
