package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;

/// A Lambda event, recognised and parsed.
public sealed interface IncomingEvent {

  /// An HTTP call.
  record HttpCallReceived(InboundCall inboundCall, ResponseSink responseSink)
      implements IncomingEvent {}

  /// An HTTP call that was sent to the Function URL past CloudFront.
  ///
  /// @param inboundCall without its body, which is not read
  record OriginNotVerified(InboundCall inboundCall, ResponseSink responseSink)
      implements IncomingEvent {}

  /// An event of a WebSocket.
  record WebSocketEventReceived(WebSocketEvent event, WebSocketResponse responseSink)
      implements IncomingEvent {}

  /// An answer that another invocation has handed over. The return value of this invocation is not
  /// used.
  ///
  /// @param deadline when the answer must have ended
  record HandoverReceived(Handover handover, Deadline deadline, ResponseSink responseSink)
      implements IncomingEvent {}

  /// A hand-over whose invocation failed. The return value of this invocation is not used.
  ///
  /// @param deadline when handling it must have ended
  record HandoverFailed(HandoverFailureRecord failed, Deadline deadline, ResponseSink responseSink)
      implements IncomingEvent {}

  /// An event from the function itself that this version cannot read.
  ///
  /// @param cause what is wrong with it, for the log
  record Unreadable(String cause, RequestId requestId) implements IncomingEvent {}

  /// The schedule requests a sweep for requests whose function died.
  ///
  /// @param deadline when the sweep must have ended
  record SweepDue(Deadline deadline, ResponseSink responseSink) implements IncomingEvent {}

  /// An event that is refused.
  record Refused(Problem problem, RequestId requestId, ResponseSink responseSink)
      implements IncomingEvent {}
}
