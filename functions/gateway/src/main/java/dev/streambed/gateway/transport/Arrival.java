package dev.streambed.gateway.transport;

import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;

/// What a Lambda event turned out to be.
public sealed interface Arrival {

  /// A call that can be answered.
  record Arrived(Call call, ReturnPath back) implements Arrival {}

  /// Something on a WebSocket.
  record OnSocket(SocketEvent event, SocketReturn back) implements Arrival {}

  /// An answer that another invocation has handed on. Nobody waits for what this one returns.
  ///
  /// @param deadline when the answer must have ended
  record HandedOn(Handover handover, Deadline deadline, ReturnPath back) implements Arrival {}

  /// An answer that was handed on and whose invocation has failed. Nobody waits for what this one
  /// returns.
  ///
  /// @param deadline when it must have ended
  record HandoverFailed(FailedHandover failed, Deadline deadline, ReturnPath back)
      implements Arrival {}

  /// An event of the function's own that this version of it cannot read.
  ///
  /// @param cause what it is, for the log
  record Unreadable(String cause, RequestId requestId) implements Arrival {}

  /// The time has come to look for what functions that died left behind.
  ///
  /// @param deadline when it must have ended
  record SweepDue(Deadline deadline, ReturnPath back) implements Arrival {}

  /// Something that cannot be answered.
  record Refused(Problem problem, RequestId requestId, ReturnPath back) implements Arrival {}
}
