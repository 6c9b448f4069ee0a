package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.domain.MessageSink;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.WebSocketConnection;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Calls API Gateway's `@connections` API. Thread-safe.
public record ConnectionsApi(
    SignedPost posts, ServiceEndpoints serviceEndpoints, RetryPolicy retryPolicy, LogSink log) {

  /// A sink for the messages of one answer to its client.
  public MessageSink sinkFor(WebSocketConnection webSocketConnection, RequestId requestId) {
    return new ConnectionMessageSink(this, serviceEndpoints.of(webSocketConnection), requestId);
  }

  /// Posts the messages of one answer to its client.
  private record ConnectionMessageSink(ConnectionsApi connectionsApi, URI uri, RequestId requestId)
      implements MessageSink {

    private static final int GONE = 410;

    @Override
    public boolean post(String json) {
      SignedPost.Request request =
          new SignedPost.Request(
              "execute-api", uri, Map.of(), Payload.of(json.getBytes(StandardCharsets.UTF_8)));
      SignedPost.Result result = connectionsApi.retryPolicy().send(connectionsApi.posts(), request);
      boolean isGone =
          result instanceof SignedPost.Result.Responded(int status, _) && status == GONE;
      if (!result.isSuccess() && !isGone) {
        connectionsApi.log().write(failed(result.errorName()));
      }
      return result.isSuccess();
    }

    private String failed(String cause) {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("event_type", new JsonString("post_failed"));
      fields.put("request_id", new JsonString(requestId.value()));
      fields.put("error_cause", new JsonString(cause));
      return new JsonObject(fields).write();
    }
  }
}
