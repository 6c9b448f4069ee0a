package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/// Collects the tool calls of a whole answer. Not thread-safe.
final class ToolCallCollector {

  private final List<Call> calls = new ArrayList<>();

  private record Call(String id, String name, StringBuilder arguments) {

    Json json() {
      return JsonObjectBuilder.of("id", id)
          .put("type", "function")
          .put(
              "function",
              JsonObjectBuilder.of("name", name).put("arguments", arguments.toString()).build())
          .build();
    }
  }

  void start(String id, String name) {
    calls.add(new Call(id, name, new StringBuilder()));
  }

  void add(String json) {
    if (!calls.isEmpty()) {
      calls.getLast().arguments().append(json);
    }
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  Json json() {
    return new JsonArray(calls.stream().map(Call::json).toList());
  }
}
