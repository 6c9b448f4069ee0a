package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.BedrockHttpClient;
import dev.streambed.gateway.domain.ModelRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Requests to Bedrock's runtime API, for those that are sent as bytes.
final class BedrockRequests {

  private static final String JSON = "application/json";

  private BedrockRequests() {}

  static BedrockHttpClient.Request of(ModelRequest modelRequest) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", JSON);
    if (!modelRequest.operation().isConverse()) {
      // On the streaming operation, `accept` is the event stream's and this header the model's.
      headers.put(modelRequest.streamed() ? "x-amzn-bedrock-accept" : "accept", JSON);
    }
    headers.putAll(modelRequest.headers());
    return new BedrockHttpClient.Request(path(modelRequest), headers, modelRequest.body().bytes());
  }

  private static String path(ModelRequest modelRequest) {
    String model =
        URLEncoder.encode(modelRequest.model().value(), StandardCharsets.UTF_8).replace("+", "%20");
    return "/model/" + model + "/" + modelRequest.operation().pathSegment();
  }
}
