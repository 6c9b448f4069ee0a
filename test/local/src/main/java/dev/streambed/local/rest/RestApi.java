package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// One declared REST API.
///
/// @param id the id of the API
/// @param arns its account and region
/// @param root its root resource
/// @param stages its stages, by name
/// @param errors its gateway responses
/// @param binaryTypes the media types that are sent as base64
/// @param idle how long a streamed response may pause
record RestApi(
    String id,
    Arns arns,
    RestResource root,
    Map<String, Stage> stages,
    GatewayResponses errors,
    BinaryMediaTypes binaryTypes,
    Duration idle) {

  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration IDLE_AT_THE_EDGE = Duration.ofSeconds(30);

  /// One stage.
  ///
  /// @param name the first part of every path
  /// @param deploymentId the id of its deployment
  /// @param variables the stage variables; a missing node if there are none
  record Stage(String name, String deploymentId, JsonNode variables) {}

  static RestApi of(Resource api, Deployment deployment) {
    api.only(
        "ApiKeySourceType",
        "BinaryMediaTypes",
        "Description",
        "EndpointConfiguration",
        "Name",
        "Tags");
    return new RestApi(
        api.ref(),
        api.arns(),
        RestResource.root(deployment, api.ref(), api.attribute("RootResourceId")),
        stages(api, deployment),
        GatewayResponses.of(api.ref(), deployment),
        new BinaryMediaTypes(texts(api.property("BinaryMediaTypes"))),
        isAtTheEdge(api) ? IDLE_AT_THE_EDGE : IDLE);
  }

  String domainName() {
    return id + ".execute-api." + arns.region() + "." + arns.urlSuffix();
  }

  /// The ARN of a method, as permissions name it.
  String methodArn(Stage stage, String httpMethod, RestResource resource) {
    String path = resource.path().replaceAll("\\{[^}]*}", "*");
    return arns.arn("execute-api", id + "/" + stage.name() + "/" + httpMethod + path);
  }

  // API Gateway's default, when the template declares no type, is an edge-optimized endpoint.
  private static boolean isAtTheEdge(Resource api) {
    List<String> types = texts(api.property("EndpointConfiguration").path("Types"));
    return types.isEmpty() || types.contains("EDGE");
  }

  private static Map<String, Stage> stages(Resource api, Deployment deployment) {
    return deployment.resources("AWS::ApiGateway::Stage").stream()
        .filter(it -> it.text("RestApiId").equals(api.ref()))
        .map(RestApi::stage)
        .collect(Collectors.toUnmodifiableMap(Stage::name, Function.identity()));
  }

  private static Stage stage(Resource stage) {
    stage.only(
        "AccessLogSetting",
        "DeploymentId",
        "Description",
        "MethodSettings",
        "RestApiId",
        "StageName",
        "Tags",
        "TracingEnabled",
        "Variables");
    return new Stage(
        stage.text("StageName"), stage.text("DeploymentId"), stage.property("Variables"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /// The media types that an API treats as binary.
  ///
  /// @param patterns for example `image/png`, `image/*` or `*/*`
  record BinaryMediaTypes(List<String> patterns) {

    BinaryMediaTypes {
      patterns = List.copyOf(patterns);
    }

    /// Whether a header's first media type is one of them.
    ///
    /// @param header `Content-Type` or `Accept`
    boolean include(String header) {
      String type = header.split("[;,]", -1)[0].strip().toLowerCase(Locale.ROOT);
      return patterns.stream().anyMatch(pattern -> fits(pattern.toLowerCase(Locale.ROOT), type));
    }

    private static boolean fits(String pattern, String type) {
      if (pattern.equals("*/*")) {
        return true;
      }
      return pattern.endsWith("/*")
          ? type.startsWith(pattern.substring(0, pattern.length() - 1))
          : pattern.equals(type);
    }
  }
}
