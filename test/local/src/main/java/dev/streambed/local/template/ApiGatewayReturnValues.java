package dev.streambed.local.template;

import java.util.Optional;

/// `Ref` and `Fn::GetAtt` of Amazon API Gateway's resources.
final class ApiGatewayReturnValues {

  private static final int API_ID = 10;
  private static final int SHORT_ID = 6;

  private ApiGatewayReturnValues() {}

  static Optional<String> restApi(ResourceNaming it, String attribute) {
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "RestApiId" -> it.random(API_ID);
          case "RootResourceId" ->
              ResourceNaming.random(it.stack() + "/" + it.logicalId() + "/", API_ID);
          default -> null;
        });
  }

  static Optional<String> resource(ResourceNaming it, String attribute) {
    return shortId(it, attribute, "ResourceId");
  }

  static Optional<String> deployment(ResourceNaming it, String attribute) {
    return shortId(it, attribute, "DeploymentId");
  }

  static Optional<String> stage(ResourceNaming it, String attribute) {
    return attribute.equals(ReturnValues.REF) ? it.text("StageName") : Optional.empty();
  }

  static Optional<String> webSocketApi(ResourceNaming it, String attribute) {
    String id = it.random(API_ID);
    return Optional.ofNullable(
        switch (attribute) {
          case ReturnValues.REF, "ApiId" -> id;
          case "ApiEndpoint" ->
              "wss://%s.execute-api.%s.%s".formatted(id, it.arns().region(), it.arns().urlSuffix());
          default -> null;
        });
  }

  static Optional<String> integration(ResourceNaming it, String attribute) {
    return shortId(it, attribute, "IntegrationId");
  }

  static Optional<String> route(ResourceNaming it, String attribute) {
    return shortId(it, attribute, "RouteId");
  }

  static Optional<String> routeResponse(ResourceNaming it, String attribute) {
    return shortId(it, attribute, "RouteResponseId");
  }

  private static Optional<String> shortId(ResourceNaming it, String attribute, String name) {
    return attribute.equals(ReturnValues.REF) || attribute.equals(name)
        ? Optional.of(it.random(SHORT_ID))
        : Optional.empty();
  }
}
