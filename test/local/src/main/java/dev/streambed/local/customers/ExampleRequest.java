package dev.streambed.local.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.iam.Iam;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A valid request, for a model that the template allows.
///
/// @param model the model's id
public record ExampleRequest(String model) {

  private static final Pattern MODEL =
      Pattern.compile(".*:(?:foundation-model|inference-profile)/([A-Za-z0-9.:_-]+)");
  private static final String PROMPT = "What is a stream?";

  /// An example for the first model that a role may stream.
  ///
  /// @return nothing when there is none
  public static Optional<ExampleRequest> of(Iam iam) {
    return models(iam).stream().map(ExampleRequest::new).findFirst();
  }

  /// The models that a role may stream, in the order of the template.
  public static List<String> models(Iam iam) {
    return iam.resourcesOf("bedrock:InvokeModelWithResponseStream").stream()
        .flatMap(arn -> MODEL.matcher(arn).results())
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }

  /// A command line with curl.
  ///
  /// @param url the URL of the request
  public String curl(URI url, ApiKey apiKey) {
    return "curl -N %s -H 'authorization: Bearer %s' -H 'content-type: application/json' -d '%s'"
        .formatted(url, apiKey.text(), body());
  }

  /// The request in the model's own format, streamed.
  public String body() {
    ObjectNode request = Json.object().put("modelId", model).put("stream", true);
    if (model.contains("anthropic.")) {
      request.put("anthropic_version", "bedrock-2023-05-31").put("max_tokens", 300);
    }
    ObjectNode message = request.putArray("messages").addObject().put("role", "user");
    if (model.contains("amazon.nova")) {
      message.putArray("content").addObject().put("text", PROMPT);
    } else {
      message.put("content", PROMPT);
    }
    return new String(Json.bytes(request), StandardCharsets.UTF_8);
  }
}
