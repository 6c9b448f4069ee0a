package dev.streambed.gateway.dialect.openai;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The names of a request's functions at Bedrock, which has no namespaces. Not thread-safe.
final class ToolNames {

  private static final int LONGEST = 64;

  private final Map<String, Name> names = new HashMap<>();

  /// @param namespace empty when the function is in none
  record Name(Optional<String> namespace, String name) {}

  /// The name at Bedrock.
  String flat(Optional<String> namespace, String name) {
    String joined = namespace.map(outer -> outer + "__" + name).orElse(name);
    String flat = joined.length() <= LONGEST ? joined : name;
    names.putIfAbsent(flat, new Name(namespace, name));
    return flat;
  }

  /// The name as the caller knows it.
  Name of(String flat) {
    return names.getOrDefault(flat, new Name(Optional.empty(), flat));
  }
}
