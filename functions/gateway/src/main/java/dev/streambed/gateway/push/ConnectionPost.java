package dev.streambed.gateway.push;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.sdk.PostRequest;
import dev.streambed.gateway.sdk.Posted;
import dev.streambed.gateway.vocabulary.MessagePath;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.RequestId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Posts the messages of one answer to its client.
record ConnectionPost(Connections connections, URI uri, RequestId requestId)
    implements MessagePath {

  private static final int GONE = 410;

  @Override
  public boolean post(String json) {
    PostRequest request =
        new PostRequest(
            "execute-api", uri, Map.of(), Payload.of(json.getBytes(StandardCharsets.UTF_8)));
    for (int attempt = 1; true; attempt++) {
      Posted posted = connections.posts().send(request);
      if (Refusals.isNone(posted)) {
        return true;
      }
      if (posted instanceof Posted.Answered(int status, _) && status == GONE) {
        return false;
      }
      if (!Refusals.mayPass(posted) || !connections.persistence().waitsAfter(attempt)) {
        connections.log().write(failed(Refusals.nameOf(posted)));
        return false;
      }
    }
  }

  private String failed(String cause) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("event_type", new JsonText("post_failed"));
    fields.put("request_id", new JsonText(requestId.value()));
    fields.put("error_cause", new JsonText(cause));
    return new JsonObject(fields).write();
  }
}
