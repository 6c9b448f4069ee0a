package dev.streambed.cdk;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The methods of a template's REST API by route: {@code GET /health} and the like. */
record RestPaths(Template template) {

  static RestPaths of(Template template) {
    return new RestPaths(template);
  }

  /** The methods with this kind of integration. */
  Map<String, Resource> methods(String integration) {
    return template.all("AWS::ApiGateway::Method").stream()
        .filter(method -> method.text("/Integration/Type").equals(integration))
        .collect(Collectors.toMap(this::route, Function.identity()));
  }

  Resource method(String route) {
    return template.all("AWS::ApiGateway::Method").stream()
        .filter(method -> route(method).equals(route))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + route));
  }

  private String route(Resource method) {
    var path = path(method.text("/ResourceId"));
    return method.text("/HttpMethod") + " " + (path.isEmpty() ? "/" : path);
  }

  private String path(String reference) {
    return template.all("AWS::ApiGateway::Resource").stream()
        .filter(resource -> reference.equals("<" + resource.id() + ">"))
        .findFirst()
        .map(resource -> path(resource.text("/ParentId")) + "/" + resource.text("/PathPart"))
        .orElse("");
  }
}
