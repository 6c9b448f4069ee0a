package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The gateway responses of one API.
///
/// @param byType `AWS::ApiGateway::GatewayResponse` by its type
record GatewayResponses(Map<String, Resource> byType) {

  private static final String JSON = "application/json";
  private static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";

  static GatewayResponses of(String apiId, Deployment deployment) {
    return new GatewayResponses(
        deployment.resources("AWS::ApiGateway::GatewayResponse").stream()
            .filter(it -> it.text("RestApiId").equals(apiId))
            .map(it ->
                it.only(
                    "ResponseParameters",
                    "ResponseTemplates",
                    "ResponseType",
                    "RestApiId",
                    "StatusCode"))
            .collect(
                Collectors.toUnmodifiableMap(it -> it.text("ResponseType"), Function.identity())));
  }

  int status(ApiGatewayError error) {
    return find(error)
        .flatMap(it -> it.optionalText("StatusCode"))
        .map(Integer::parseInt)
        .orElse(error.status());
  }

  /// The headers that the template adds; names without their prefix, values as mappings.
  JsonNode headers(ApiGatewayError error) {
    return find(error)
        .map(it -> it.property("ResponseParameters"))
        .orElseGet(MissingNode::getInstance);
  }

  /// The mapping template of the body.
  String template(ApiGatewayError error) {
    return find(error)
        .map(it -> it.property("ResponseTemplates").path(JSON).asText(DEFAULT_TEMPLATE))
        .orElse(DEFAULT_TEMPLATE);
  }

  private Optional<Resource> find(ApiGatewayError error) {
    return Optional.ofNullable(byType.get(error.type()))
        .or(() -> Optional.ofNullable(byType.get(error.defaultType())));
  }
}
