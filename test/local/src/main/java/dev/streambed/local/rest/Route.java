package dev.streambed.local.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The resource that a path matches.
///
/// @param resource the resource
/// @param parameters the values of the path parameters, still escaped
record Route(RestResource resource, Map<String, String> parameters) {

  /// Finds the resource of a path.
  ///
  /// @param root the API's root resource
  /// @param parts the parts of the path after the stage, still escaped
  static Optional<Route> find(RestResource root, List<String> parts) {
    return find(root, parts, Map.of());
  }

  private static Optional<Route> find(
      RestResource resource, List<String> parts, Map<String, String> parameters) {
    if (parts.isEmpty()) {
      return Optional.of(new Route(resource, parameters));
    }
    return resource.children().stream()
        .map(child -> enter(child, parts, parameters))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Route> enter(
      RestResource child, List<String> parts, Map<String, String> parameters) {
    if (child.isGreedy()) {
      String rest = String.join("/", parts);
      return Optional.of(new Route(child, with(parameters, child.parameter(), rest)));
    }
    List<String> rest = parts.subList(1, parts.size());
    if (child.isParameter()) {
      return find(child, rest, with(parameters, child.parameter(), parts.getFirst()));
    }
    return child.part().equals(parts.getFirst()) ? find(child, rest, parameters) : Optional.empty();
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return more;
  }
}
