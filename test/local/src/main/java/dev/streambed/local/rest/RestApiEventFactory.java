package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import dev.streambed.local.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Creates events of payload format 1.0, as a REST API's Lambda proxy integration does.
///
/// @param request the request
/// @param route the route of its path
record RestApiEventFactory(RestRequest request, Route route) {

  private static final List<String> UNKNOWN_CALLER =
      List.of(
          "cognitoIdentityPoolId",
          "accountId",
          "cognitoIdentityId",
          "caller",
          "principalOrgId",
          "accessKey",
          "cognitoAuthenticationType",
          "cognitoAuthenticationProvider",
          "userArn",
          "user");

  /// The event's JSON.
  byte[] json(byte[] body) {
    ObjectNode event =
        Json.object()
            .put("resource", route.resource().path())
            .put("path", request.path())
            .put("httpMethod", request.incomingRequest().method());
    Map<String, List<String>> headers = headers();
    addLast("headers", headers, event);
    addAll("multiValueHeaders", headers, event);
    Map<String, List<String>> query = QueryString.of(request.incomingRequest().query()).values();
    addLast("queryStringParameters", query, event);
    addAll("multiValueQueryStringParameters", query, event);
    addParameters(event);
    event.set("stageVariables", stageVariables());
    event.set("requestContext", context());
    addBody(body, event);
    return Json.bytes(event);
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers =
        new LinkedHashMap<>(request.incomingRequest().headers().values());
    Map<String, String> own =
        Map.of(
            "Host", request.api().domainName(),
            "X-Amzn-Trace-Id", request.incomingRequest().traceId().header(),
            "X-Forwarded-For", request.incomingRequest().sourceIp(),
            "X-Forwarded-Port", "443",
            "X-Forwarded-Proto", "https");
    headers.keySet().removeIf(name -> own.keySet().stream().anyMatch(name::equalsIgnoreCase));
    own.forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static void addLast(String name, Map<String, List<String>> values, ObjectNode event) {
    if (values.isEmpty()) {
      event.putNull(name);
      return;
    }
    ObjectNode object = event.putObject(name);
    values.forEach((key, all) -> object.put(key, all.getLast()));
  }

  private static void addAll(String name, Map<String, List<String>> values, ObjectNode event) {
    if (values.isEmpty()) {
      event.putNull(name);
      return;
    }
    ObjectNode object = event.putObject(name);
    values.forEach((key, all) -> {
      ArrayNode array = object.putArray(key);
      all.forEach(array::add);
    });
  }

  private void addParameters(ObjectNode event) {
    if (route.parameters().isEmpty()) {
      event.putNull("pathParameters");
      return;
    }
    ObjectNode parameters = event.putObject("pathParameters");
    route.parameters().forEach(parameters::put);
  }

  private JsonNode stageVariables() {
    return request.stage().variables().isMissingNode()
        ? NullNode.getInstance()
        : request.stage().variables();
  }

  private ObjectNode context() {
    ObjectNode context =
        Json.object()
            .put("resourceId", route.resource().id())
            .put("resourcePath", route.resource().path())
            .put("deploymentId", request.stage().deploymentId());
    request
        .context()
        .forEach((name, value) -> {
          if (!name.contains(".") && !name.equals("requestTimeEpoch")) {
            context.put(name, value);
          }
        });
    context.put("requestTimeEpoch", request.incomingRequest().time().toEpochMilli());
    ObjectNode identity = context.putObject("identity");
    UNKNOWN_CALLER.forEach(identity::putNull);
    identity
        .put("sourceIp", request.incomingRequest().sourceIp())
        .put("userAgent", request.header("User-Agent"));
    return context;
  }

  private void addBody(byte[] body, ObjectNode event) {
    boolean binary = request.api().binaryTypes().include(request.header("Content-Type"));
    if (body.length == 0) {
      event.putNull("body");
    } else if (binary) {
      event.put("body", Base64.getEncoder().encodeToString(body));
    } else {
      event.put("body", new String(body, StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", body.length > 0 && binary);
  }
}
