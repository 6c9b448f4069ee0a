package dev.streambed.gateway.session;

import dev.streambed.gateway.domain.StopCause;
import java.util.Optional;

/// One answer, as the table `sessions` knows it. Its methods throw
/// [dev.streambed.gateway.aws.AwsException] when the table cannot be reached.
sealed interface StoppableAnswer
    permits StopRequests.HttpAnswer, WebSocketAnswers.WebSocketAnswerRow {

  /// Why the answer is to be stopped; empty when it is not. The read is eventually consistent: the
  /// next one sees what this one has missed.
  Optional<StopCause> stopCause();

  /// Marks the answer as ended.
  void end();

  UnstoppableAnswerLog failureLog();
}
