package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;

/// The row of one answer. Its methods throw [software.amazon.awssdk.core.exception.SdkException]
/// when the table cannot be reached.
sealed interface AnswerRow
    permits RunningAnswers.HttpAnswerRow, WebSocketAnswers.WebSocketAnswerRow {

  /// Puts it, when the answer begins.
  void put();

  /// Why the answer is to end; empty when it is not.
  Optional<StopCause> stopCause();

  /// The answer has ended.
  void end();

  UnstoppableAnswerLog failureLog();
}
