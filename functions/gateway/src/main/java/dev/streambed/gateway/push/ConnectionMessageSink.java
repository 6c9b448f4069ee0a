package dev.streambed.gateway.push;

import dev.streambed.gateway.aws.PostRequest;
import dev.streambed.gateway.aws.PostResult;
import dev.streambed.gateway.domain.MessageSink;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Posts the messages of one answer to its client.
record ConnectionMessageSink(ConnectionsApi connectionsApi, URI uri, RequestId requestId)
    implements MessageSink {

  private static final int GONE = 410;

  @Override
  public boolean post(String json) {
    PostRequest request =
        new PostRequest(
            "execute-api", uri, Map.of(), Payload.of(json.getBytes(StandardCharsets.UTF_8)));
    for (int attempt = 1; true; attempt++) {
      PostResult postResult = connectionsApi.posts().send(request);
      if (ServiceErrors.isSuccess(postResult)) {
        return true;
      }
      if (postResult instanceof PostResult.Responded(int status, _) && status == GONE) {
        return false;
      }
      if (!ServiceErrors.isRetryable(postResult)
          || !connectionsApi.retryPolicy().pauseBeforeRetry(attempt)) {
        connectionsApi.log().write(failed(ServiceErrors.nameOf(postResult)));
        return false;
      }
    }
  }

  private String failed(String cause) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonString("post_failed"));
    fields.put("request_id", new JsonString(requestId.value()));
    fields.put("error_cause", new JsonString(cause));
    return new JsonObject(fields).write();
  }
}
