package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the `Integration` of an `AWS::ApiGateway::Method`.
///
/// @param method the method
record IntegrationReader(Resource method) {

  private static final Duration BUFFERED_LIMIT = Duration.ofSeconds(29);
  private static final Duration STREAM_LIMIT = Duration.ofMinutes(15);
  private static final Pattern URI =
      Pattern.compile(
          "arn:[^:]+:apigateway:[^:]+:lambda:path/[\\d-]+/functions/(.+)/"
              + "(invocations|response-streaming-invocations)");
  private static final Set<String> KNOWN =
      Set.of(
          "IntegrationHttpMethod",
          "IntegrationResponses",
          "PassthroughBehavior",
          "RequestTemplates",
          "ResponseTransferMode",
          "TimeoutInMillis",
          "Type",
          "Uri");

  Integration read() {
    JsonNode integration = method.property("Integration");
    for (Map.Entry<String, JsonNode> property : integration.properties()) {
      if (!KNOWN.contains(property.getKey())) {
        throw method.unsupported("Integration." + property.getKey());
      }
    }
    String type = integration.path("Type").asText();
    return switch (type) {
      case "AWS_PROXY" -> lambda(integration);
      case "MOCK" -> mock(integration);
      default -> throw method.unsupported("Integration.Type " + type);
    };
  }

  private Integration lambda(JsonNode integration) {
    Matcher uri = URI.matcher(integration.path("Uri").asText());
    if (!uri.matches()) {
      throw method.unsupported("Integration.Uri " + integration.path("Uri").asText());
    }
    boolean streamed = integration.path("ResponseTransferMode").asText().equals("STREAM");
    boolean streamingUri = uri.group(2).startsWith("response-streaming");
    // AWS documents both combinations as unsupported; neither fails before the first request.
    if (streamed != streamingUri) {
      throw LocalStackException.assembly(
          method
              + ": ResponseTransferMode and the end of the integration's URI do not fit together");
    }
    return new Integration.LambdaProxy(uri.group(1), streamed, timeout(integration, streamed));
  }

  private Duration timeout(JsonNode integration, boolean streamed) {
    Duration limit = streamed ? STREAM_LIMIT : BUFFERED_LIMIT;
    Duration timeout =
        Duration.ofMillis(integration.path("TimeoutInMillis").asLong(BUFFERED_LIMIT.toMillis()));
    if (timeout.compareTo(limit) > 0) {
      throw LocalStackException.assembly(
          "%s: API Gateway refuses TimeoutInMillis above %d".formatted(method, limit.toMillis()));
    }
    return timeout;
  }

  private Integration mock(JsonNode integration) {
    List<Integration.MockResponse> responses = new ArrayList<>();
    integration.path("IntegrationResponses").forEach(response -> responses.add(response(response)));
    return new Integration.Mock(
        texts(integration.path("RequestTemplates")),
        !integration.path("PassthroughBehavior").asText().equals("NEVER"),
        List.copyOf(responses));
  }

  private Integration.MockResponse response(JsonNode response) {
    JsonNode headers = response.path("ResponseParameters");
    headers.fieldNames().forEachRemaining(name -> checkDeclared(name, response));
    JsonNode selection = response.path("SelectionPattern");
    return new Integration.MockResponse(
        response.path("StatusCode").asInt(),
        selection.isMissingNode() ? Optional.empty() : Optional.of(selection.asText()),
        headers,
        texts(response.path("ResponseTemplates")));
  }

  // API Gateway refuses to deploy a mapping to a header that the method's response does not
  // declare.
  private void checkDeclared(String header, JsonNode response) {
    for (JsonNode declared : method.property("MethodResponses")) {
      boolean same = declared.path("StatusCode").equals(response.path("StatusCode"));
      if (same && declared.path("ResponseParameters").has(header)) {
        return;
      }
    }
    throw LocalStackException.assembly(method + ": no method response declares " + header);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return Map.copyOf(texts);
  }
}
