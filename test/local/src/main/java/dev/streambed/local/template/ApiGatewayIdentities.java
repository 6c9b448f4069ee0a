package dev.streambed.local.template;

import java.util.Optional;

/// How the resources of Amazon API Gateway are referred to.
final class ApiGatewayIdentities {

  private static final int API_ID = 10;
  private static final int SHORT_ID = 6;

  private ApiGatewayIdentities() {}

  static Optional<String> restApi(Named it, String attribute) {
    return Optional.ofNullable(
        switch (attribute) {
          case Identity.REF, "RestApiId" -> it.random(API_ID);
          case "RootResourceId" -> Names.random(it.stack() + "/" + it.logicalId() + "/", API_ID);
          default -> null;
        });
  }

  static Optional<String> resource(Named it, String attribute) {
    return shortId(it, attribute, "ResourceId");
  }

  static Optional<String> deployment(Named it, String attribute) {
    return shortId(it, attribute, "DeploymentId");
  }

  static Optional<String> stage(Named it, String attribute) {
    return attribute.equals(Identity.REF) ? it.text("StageName") : Optional.empty();
  }

  static Optional<String> webSocketApi(Named it, String attribute) {
    String id = it.random(API_ID);
    return Optional.ofNullable(
        switch (attribute) {
          case Identity.REF, "ApiId" -> id;
          case "ApiEndpoint" ->
              "wss://%s.execute-api.%s.%s".formatted(id, it.arns().region(), it.arns().urlSuffix());
          default -> null;
        });
  }

  static Optional<String> integration(Named it, String attribute) {
    return shortId(it, attribute, "IntegrationId");
  }

  static Optional<String> route(Named it, String attribute) {
    return shortId(it, attribute, "RouteId");
  }

  static Optional<String> routeResponse(Named it, String attribute) {
    return shortId(it, attribute, "RouteResponseId");
  }

  private static Optional<String> shortId(Named it, String attribute, String name) {
    return attribute.equals(Identity.REF) || attribute.equals(name)
        ? Optional.of(it.random(SHORT_ID))
        : Optional.empty();
  }
}
