package dev.streambed.local.websocket;

import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an `AWS::ApiGatewayV2::Route` with its integration and its route response.
///
/// @param deployment what is declared
record RouteReader(Deployment deployment) {

  private static final Duration LIMIT = Duration.ofSeconds(29);
  private static final String INTEGRATIONS = "integrations/";
  private static final Pattern URI =
      Pattern.compile("arn:[^:]+:apigateway:[^:]+:lambda:path/[\\d-]+/functions/(.+)/invocations");

  WebSocketApi.Route read(Resource route) {
    route.only(
        "ApiId",
        "ApiKeyRequired",
        "AuthorizationType",
        "OperationName",
        "RouteKey",
        "RouteResponseSelectionExpression",
        "Target");
    if (route.flag("ApiKeyRequired")) {
      throw route.unsupported("ApiKeyRequired");
    }
    if (!route.optionalText("AuthorizationType").orElse("NONE").equals("NONE")) {
      throw route.unsupported("AuthorizationType " + route.text("AuthorizationType"));
    }
    Resource integration = integration(route);
    return new WebSocketApi.Route(
        route.text("RouteKey"), functionArn(integration), timeout(integration), answers(route));
  }

  private Resource integration(Resource route) {
    String target = route.text("Target");
    return deployment.resources("AWS::ApiGatewayV2::Integration").stream()
        .filter(it -> target.equals(INTEGRATIONS + it.ref()))
        .findFirst()
        .orElseThrow(() ->
            LocalStackException.assembly(route + " has a target that is not declared: " + target))
        .only(
            "ApiId",
            "ConnectionType",
            "Description",
            "IntegrationMethod",
            "IntegrationType",
            "IntegrationUri",
            "PayloadFormatVersion",
            "TimeoutInMillis");
  }

  private static String functionArn(Resource integration) {
    if (!integration.text("IntegrationType").equals("AWS_PROXY")) {
      throw integration.unsupported("IntegrationType " + integration.text("IntegrationType"));
    }
    Matcher uri = URI.matcher(integration.text("IntegrationUri"));
    if (!uri.matches()) {
      throw integration.unsupported("IntegrationUri " + integration.text("IntegrationUri"));
    }
    return uri.group(1);
  }

  private static Duration timeout(Resource integration) {
    Duration timeout =
        Duration.ofMillis(integration.number("TimeoutInMillis", (int) LIMIT.toMillis()));
    if (timeout.compareTo(LIMIT) > 0) {
      throw LocalStackException.assembly(
          "%s: API Gateway refuses TimeoutInMillis above %d"
              .formatted(integration, LIMIT.toMillis()));
    }
    return timeout;
  }

  // Both are required: either one alone has no effect.
  private boolean answers(Resource route) {
    boolean selects =
        route
            .optionalText("RouteResponseSelectionExpression")
            .filter("$default"::equals)
            .isPresent();
    return selects
        && deployment.resources("AWS::ApiGatewayV2::RouteResponse").stream()
            .filter(it -> it.text("RouteId").equals(route.ref()))
            .map(it -> it.only("ApiId", "RouteId", "RouteResponseKey"))
            .anyMatch(it -> it.text("RouteResponseKey").equals("$default"));
  }
}
