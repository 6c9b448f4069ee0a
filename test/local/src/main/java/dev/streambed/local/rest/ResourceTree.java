package dev.streambed.local.rest;

import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts an API's resources and methods together.
///
/// @param deployment what is declared
/// @param apiId the API
record ResourceTree(Deployment deployment, String apiId) {

  /// Fixed parts first, then parameters, then what takes everything.
  private static final Comparator<RestResource> SPECIFIC_FIRST =
      Comparator.comparing(RestResource::isGreedy).thenComparing(RestResource::isParameter);

  /// The root with everything below it.
  RestResource root(String rootId) {
    return resource(rootId, "/");
  }

  private RestResource resource(String id, String path) {
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
