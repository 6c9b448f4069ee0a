package dev.streambed.gateway.session;

import dev.streambed.gateway.vocabulary.StopCause;
import java.util.Optional;

/// The row of one answer. Its methods throw [software.amazon.awssdk.core.exception.SdkException]
/// when the table cannot be reached.
sealed interface Row permits HttpRow, SocketRow {

  /// Puts it, when the answer begins.
  void put();

  /// Why the answer is to end; empty when it is not.
  Optional<StopCause> stop();

  /// The answer has ended.
  void end();

  Complaint complaint();
}
