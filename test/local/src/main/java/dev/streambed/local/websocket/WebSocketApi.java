package dev.streambed.local.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.domain.LocalStackException;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One declared WebSocket API.
///
/// @param id the API's id
/// @param arns its account and region
/// @param selection finds the route of a message
/// @param routes its routes by their keys
/// @param stages its stages by name
record WebSocketApi(
    String id,
    Arns arns,
    RouteSelection selection,
    Map<String, Route> routes,
    Map<String, Stage> stages) {

  /// One stage.
  ///
  /// @param apiId the id of its API
  /// @param name the path of a handshake
  /// @param variables the stage variables; a missing node if there are none
  record Stage(String apiId, String name, JsonNode variables) {}

  static WebSocketApi of(Resource api, Deployment deployment) {
    api.only(
        "Description",
        "DisableExecuteApiEndpoint",
        "IpAddressType",
        "Name",
        "ProtocolType",
        "RouteSelectionExpression",
        "Tags");
    if (!api.text("ProtocolType").equals("WEBSOCKET")) {
      throw api.unsupported("ProtocolType " + api.text("ProtocolType"));
    }
    if (api.flag("DisableExecuteApiEndpoint")) {
      throw api.unsupported("DisableExecuteApiEndpoint");
    }
    return new WebSocketApi(
        api.ref(),
        api.arns(),
        RouteSelection.of(api),
        routes(api, deployment),
        stages(api, deployment));
  }

  /// A route by its key.
  Optional<Route> route(String key) {
    return Optional.ofNullable(routes.get(key));
  }

  /// The route of a message: the selected one, else `$default`.
  Optional<Route> routeOf(String message) {
    return selection
        .of(message)
        .filter(key -> !key.startsWith("$"))
        .flatMap(this::route)
        .or(() -> Optional.ofNullable(routes.get(Route.DEFAULT)));
  }

  String domainName() {
    return id + ".execute-api." + arns.region() + "." + arns.urlSuffix();
  }

  /// The ARN of a route or an operation at a stage, as in policies.
  ///
  /// @param what a route's key, or a method and a path under `@connections`
  String arn(Stage stage, String what) {
    return arns.arn("execute-api", id + "/" + stage.name() + "/" + what);
  }

  private static Map<String, Route> routes(Resource api, Deployment deployment) {
    RouteReader reader = new RouteReader(deployment);
    return deployment.resources("AWS::ApiGatewayV2::Route").stream()
        .filter(it -> it.text("ApiId").equals(api.ref()))
        .map(reader::read)
        .collect(Collectors.toUnmodifiableMap(Route::key, Function.identity()));
  }

  private static Map<String, Stage> stages(Resource api, Deployment deployment) {
    return deployment.resources("AWS::ApiGatewayV2::Stage").stream()
        .filter(it -> it.text("ApiId").equals(api.ref()))
        .map(WebSocketApi::stage)
        .collect(Collectors.toUnmodifiableMap(Stage::name, Function.identity()));
  }

  private static Stage stage(Resource stage) {
    stage.only(
        "AccessLogSettings",
        "ApiId",
        "AutoDeploy",
        "DefaultRouteSettings",
        "DeploymentId",
        "Description",
        "RouteSettings",
        "StageName",
        "StageVariables",
        "Tags");
    if (!stage.flag("AutoDeploy") && stage.optionalText("DeploymentId").isEmpty()) {
      throw LocalStackException.assembly(
          stage + " has neither AutoDeploy nor a DeploymentId: nothing would be deployed there");
    }
    return new Stage(
        stage.text("ApiId"), stage.text("StageName"), stage.property("StageVariables"));
  }

  /// One route.
  ///
  /// @param key for example `$connect`
  /// @param functionArn the ARN of its function, with the qualifier
  /// @param timeout how long API Gateway waits
  /// @param answers whether the function's response is sent to the client
  record Route(String key, String functionArn, Duration timeout, boolean answers) {

    static final String CONNECT = "$connect";
    static final String DISCONNECT = "$disconnect";
    static final String DEFAULT = "$default";
  }
}
