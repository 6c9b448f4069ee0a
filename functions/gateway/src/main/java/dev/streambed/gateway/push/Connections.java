package dev.streambed.gateway.push;

import dev.streambed.gateway.sdk.SignedPost;
import dev.streambed.gateway.vocabulary.Connection;
import dev.streambed.gateway.vocabulary.LogSink;
import dev.streambed.gateway.vocabulary.MessagePath;
import dev.streambed.gateway.vocabulary.RequestId;

/// API Gateway's `@connections`. Thread-safe.
public record Connections(
    SignedPost posts, Endpoints endpoints, Persistence persistence, LogSink log) {

  /// The way to one client, for one answer.
  public MessagePath to(Connection connection, RequestId requestId) {
    return new ConnectionPost(this, endpoints.of(connection), requestId);
  }
}
