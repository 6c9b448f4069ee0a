package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsRequest;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequiredGuardrail;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests to Bedrock's runtime API.
final class BedrockRequests {

  private static final String JSON = "application/json";
  private static final String CONFIG = "guardrailConfig";

  /// The value of InvokeModel's option that requests a guardrail's trace, for its units.
  static final String TRACED = "ENABLED";

  /// A geography or `global`, then the id of the model; no provider's name is as short.
  private static final Pattern PROFILE =
      Pattern.compile("(?:global|apac|[a-z]{2}(?:-[a-z]+)?)\\.(.+\\..+)");

  private BedrockRequests() {}

  static AwsRequest of(ModelRequest modelRequest) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", JSON);
    if (!modelRequest.operation().isConverse()) {
      // On the streaming operation, `accept` is the event stream's and this header the model's.
      headers.put(modelRequest.streamed() ? "x-amzn-bedrock-accept" : "accept", JSON);
    }
    headers.putAll(modelRequest.headers());
    byte[] body = modelRequest.body().bytes();
    if (modelRequest.guardrail().isPresent()) {
      body = guarded(modelRequest.operation(), modelRequest.guardrail().get(), headers, body);
    }
    return new AwsRequest(path(modelRequest), headers, body);
  }

  // AWS takes it in headers or in the body. A streamed answer is checked before it is sent on,
  // which is the default too.
  private static byte[] guarded(
      Operation operation, RequiredGuardrail guardrail, Map<String, String> headers, byte[] body) {
    if (!operation.isConverse()) {
      headers.put("x-amzn-bedrock-guardrailidentifier", guardrail.identifier());
      headers.put("x-amzn-bedrock-guardrailversion", guardrail.version());
      headers.put("x-amzn-bedrock-trace", TRACED);
      return body;
    }
    Map<String, String> config = new LinkedHashMap<>();
    config.put("guardrailIdentifier", guardrail.identifier());
    config.put("guardrailVersion", guardrail.version());
    config.put("trace", "enabled");
    if (operation.isStreamed()) {
      config.put("streamProcessingMode", "sync");
    }
    return JsonObjectText.of(body)
        .replacing(Set.of(CONFIG), "\"" + CONFIG + "\":" + JsonObject.ofTexts(config).write());
  }

  // Bedrock counts for a foundation model only, not for a profile that has it in several Regions.
  private static String model(ModelRequest modelRequest) {
    String model = modelRequest.model().value();
    if (modelRequest.operation() != Operation.COUNT_TOKENS) {
      return model;
    }
    String id = model.substring(model.lastIndexOf('/') + 1);
    Matcher profile = PROFILE.matcher(id);
    return profile.matches() ? profile.group(1) : model;
  }

  private static String path(ModelRequest modelRequest) {
    String model =
        URLEncoder.encode(model(modelRequest), StandardCharsets.UTF_8).replace("+", "%20");
    return "/model/" + model + "/" + modelRequest.operation().pathSegment();
  }
}
