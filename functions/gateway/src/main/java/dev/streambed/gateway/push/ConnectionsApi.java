package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.MessageSink;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;

/// API Gateway's `@connections`. Thread-safe.
public record ConnectionsApi(
    SignedPost posts, ServiceEndpoints serviceEndpoints, RetryPolicy retryPolicy, LogSink log) {

  /// The way to one client, for one answer.
  public MessageSink sinkFor(WebSocketConnection webSocketConnection, RequestId requestId) {
    return new ConnectionMessageSink(this, serviceEndpoints.of(webSocketConnection), requestId);
  }
}
