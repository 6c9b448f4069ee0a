package dev.streambed.gateway;

import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Headers;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Target;
import dev.streambed.gateway.vocabulary.Transport;

/// A question on a connection in the words of a call: it has neither a path nor headers.
final class SocketCall {

  private static final Target NOWHERE = new Target("", "");

  private SocketCall() {}

  static Call of(RequestId requestId, Deadline deadline) {
    return new Call(
        Transport.WEB_SOCKET, NOWHERE, Headers.NONE, Payload.EMPTY, requestId, deadline);
  }
}
