package dev.streambed.local.invoke;

import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.ResponseHead.Header;
import dev.streambed.local.http.Responses;
import dev.streambed.local.http.ServiceError;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A response of Lambda's `Invoke` operation.
sealed interface InvokeResponse {

  byte[] NOTHING = {};

  /// An error.
  record Refused(ServiceError error) implements InvokeResponse {}

  /// The event was queued.
  record Accepted(String requestId) implements InvokeResponse {}

  /// The result of a dry run: the invocation would be allowed.
  record WouldBeAllowed(String requestId) implements InvokeResponse {}

  /// The function was invoked.
  ///
  /// @param requestId the id of the invocation
  /// @param version the version that was invoked
  /// @param failed whether the payload is an error
  /// @param payload the function's response
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Ended(String requestId, String version, boolean failed, byte[] payload)
      implements InvokeResponse {}

  /// Sends it.
  default void send(Response response, Callback callback) {
    switch (this) {
      case Refused(ServiceError error) -> error.send(response, callback);
      case Accepted(String id) -> Responses.send(head(202, id), NOTHING, response, callback);
      case WouldBeAllowed(String id) -> Responses.send(head(204, id), NOTHING, response, callback);
      case Ended ended -> Responses.send(head(ended), ended.payload(), response, callback);
    }
  }

  private static ResponseHead head(Ended ended) {
    List<Header> headers = new ArrayList<>(head(200, ended.requestId()).headers());
    headers.add(new Header("Content-Type", "application/json"));
    headers.add(new Header("X-Amz-Executed-Version", ended.version()));
    if (ended.failed()) {
      headers.add(new Header("X-Amz-Function-Error", "Unhandled"));
    }
    return new ResponseHead(200, headers);
  }

  private static ResponseHead head(int status, String requestId) {
    return new ResponseHead(status, List.of(new Header("x-amzn-RequestId", requestId)));
  }
}
