package dev.streambed.local.rest;

import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One resource of an API: a place in the tree of paths.
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
  /// @param integration what stands behind it
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
}
