package dev.streambed.local.rest;

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
    String id, String path, List<RestResource> children, Map<String, RestMethod> methods) {

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

  Optional<RestMethod> method(String name) {
    return Optional.ofNullable(methods.get(name)).or(() -> Optional.ofNullable(methods.get("ANY")));
  }
}
