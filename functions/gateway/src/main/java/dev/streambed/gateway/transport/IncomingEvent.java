package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;

/// What a Lambda event turned out to be.
public sealed interface IncomingEvent {

  /// A call that can be answered.
  record HttpCallReceived(InboundCall inboundCall, ResponseSink responseSink)
      implements IncomingEvent {}

  /// Something on a WebSocket.
  record WebSocketEventReceived(WebSocketEvent event, WebSocketResponse responseSink)
      implements IncomingEvent {}

  /// An answer that another invocation has handed over. Nobody waits for what this one returns.
  ///
  /// @param deadline when the answer must have ended
  record HandoverReceived(Handover handover, Deadline deadline, ResponseSink responseSink)
      implements IncomingEvent {}

  /// An answer that was handed over and whose invocation has failed. Nobody waits for what this one
  /// returns.
  ///
  /// @param deadline when it must have ended
  record HandoverFailed(HandoverFailureRecord failed, Deadline deadline, ResponseSink responseSink)
      implements IncomingEvent {}

  /// An event of the function's own that this version of it cannot read.
  ///
  /// @param cause what it is, for the log
  record Unreadable(String cause, RequestId requestId) implements IncomingEvent {}

  /// The time has come to look for what functions that died left behind.
  ///
  /// @param deadline when it must have ended
  record SweepDue(Deadline deadline, ResponseSink responseSink) implements IncomingEvent {}

  /// Something that cannot be answered.
  record Refused(Problem problem, RequestId requestId, ResponseSink responseSink)
      implements IncomingEvent {}
}
