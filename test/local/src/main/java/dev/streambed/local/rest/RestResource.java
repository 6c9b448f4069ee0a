package dev.streambed.local.rest;

import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One resource of an API: a node in the tree of paths.
///
/// @param id its id
/// @param path its whole path, for example `/requests/{requestId}`
/// @param children the resources below it, the most specific first
/// @param methods its methods by name
record RestResource(
    String id, String path, List<RestResource> children, Map<String, Method> methods) {

  RestResource {
    children = List.copyOf(children);
    methods = Map.copyOf(methods);
  }

  /// The root resource of an API with everything below it.
  static RestResource root(Deployment deployment, String apiId, String rootId) {
    return new Tree(deployment, apiId).resource(rootId, "/");
  }

  /// The last part of the path.
  String part() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean isGreedy() {
    return part().endsWith("+}");
  }

  boolean isParameter() {
    return part().startsWith("{");
  }

  /// The parameter's name, for a parameter.
  String parameter() {
    return part().replaceAll("[{}+]", "");
  }

  Optional<Method> method(String name) {
    return Optional.ofNullable(methods.get(name)).or(() -> Optional.ofNullable(methods.get("ANY")));
  }

  /// One method of a resource.
  ///
  /// @param httpMethod the method, or `ANY`
  /// @param integration its integration
  record Method(String httpMethod, Integration integration) {

    static Method of(Resource method) {
      method.only(
          "ApiKeyRequired",
          "AuthorizationType",
          "HttpMethod",
          "Integration",
          "MethodResponses",
          "OperationName",
          "ResourceId",
          "RestApiId");
      if (!method.optionalText("AuthorizationType").orElse("NONE").equals("NONE")) {
        throw method.unsupported("AuthorizationType " + method.text("AuthorizationType"));
      }
      if (method.flag("ApiKeyRequired")) {
        throw method.unsupported("ApiKeyRequired");
      }
      return new Method(method.text("HttpMethod"), new IntegrationReader(method).read());
    }
  }

  /// Builds an API's resources from its template.
  ///
  /// @param deployment what is declared
  /// @param apiId the API
  private record Tree(Deployment deployment, String apiId) {

    /// Fixed parts first, then parameters, then greedy parameters.
    private static final Comparator<RestResource> SPECIFIC_FIRST =
        Comparator.comparing(RestResource::isGreedy).thenComparing(RestResource::isParameter);

    RestResource resource(String id, String path) {
      String prefix = path.equals("/") ? "/" : path + "/";
      List<RestResource> children =
          ofApi("AWS::ApiGateway::Resource")
              .filter(it -> it.text("ParentId").equals(id))
              .map(it -> resource(it.ref(), prefix + it.text("PathPart")))
              .sorted(SPECIFIC_FIRST)
              .toList();
      return new RestResource(id, path, children, methods(id));
    }

    private Map<String, RestResource.Method> methods(String resourceId) {
      return ofApi("AWS::ApiGateway::Method")
          .filter(it -> it.text("ResourceId").equals(resourceId))
          .map(RestResource.Method::of)
          .collect(Collectors.toMap(RestResource.Method::httpMethod, Function.identity()));
    }

    private Stream<Resource> ofApi(String type) {
      return deployment.resources(type).stream().filter(it -> it.text("RestApiId").equals(apiId));
    }
  }
}
